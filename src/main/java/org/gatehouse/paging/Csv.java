package org.gatehouse.paging;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists as CSV (RFC 4180), safe to open in a spreadsheet. */
public final class Csv {

    private Csv() {}

    /** One line; what is null is empty. */
    public static String line(@Nullable Object... cells) {
        return Arrays.stream(cells)
                .map(value -> cell(Objects.toString(value, "")))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A spreadsheet takes a cell that begins with one of these for a formula. */
    private static String cell(String text) {
        String harmless = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
        return harmless.matches("(?s).*[\",\r\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
