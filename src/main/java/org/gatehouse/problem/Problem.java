package org.gatehouse.problem;

import org.jspecify.annotations.Nullable;

/**
 * Something a caller did that cannot be done, told so that a person can act on it. The API answers it as
 * {@code application/problem+json} (RFC 9457), a page shows its {@link #getMessage() detail}.
 */
public class Problem extends RuntimeException {

    private final int status;
    private final String type;
    private final String title;
    private final @Nullable String field;

    /**
     * @param status HTTP status code
     * @param type stable, kebab-case name of the kind of problem
     * @param title the kind in a few words
     * @param detail a sentence about this occurrence that says what to do
     */
    public Problem(int status, String type, String title, String detail) {
        this(status, type, title, detail, null);
    }

    /** @param field name of the field at fault, in the API's spelling */
    public Problem(int status, String type, String title, String detail, @Nullable String field) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.field = field;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    /** A sentence about this occurrence that says what to do. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public @Nullable String field() {
        return field;
    }
}
