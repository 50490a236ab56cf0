package org.gatehouse.setup;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How something stands.
 *
 * @param detail a sentence that says what was looked at, and what came of it
 * @param fix what to change; null where there is nothing
 * @param value the line to set or to copy, exactly; null where there is none
 */
public record Finding(
        Status status,
        String detail,
        @Nullable String fix,
        @Nullable String value) {

    static Finding ok(String detail) {
        return new Finding(Status.OK, detail, null, null);
    }

    /** It is well, with something to remember. */
    static Finding ok(String detail, String reminder) {
        return new Finding(Status.OK, detail, reminder, null);
    }

    static Finding wrong(String detail, String fix) {
        return new Finding(Status.WRONG, detail, fix, null);
    }

    static Finding wrong(String detail, String fix, String value) {
        return new Finding(Status.WRONG, detail, fix, value);
    }

    /** It could not be told. */
    static Finding unknown(String detail) {
        return new Finding(Status.UNKNOWN, detail, null, null);
    }

    static Finding unknown(String detail, String fix, String value) {
        return new Finding(Status.UNKNOWN, detail, fix, value);
    }

    static Finding notConfigured(String detail, String fix) {
        return new Finding(Status.NOT_CONFIGURED, detail, fix, null);
    }

    public boolean isWrong() {
        return status == Status.WRONG;
    }

    /** How it stands, in a word. */
    public enum Status {
        OK,
        WRONG,
        UNKNOWN,
        NOT_CONFIGURED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
