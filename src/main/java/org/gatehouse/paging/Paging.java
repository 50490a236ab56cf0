package org.gatehouse.paging;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/** How the API speaks of parts of a list: {@code limit}, {@code cursor}, and the address of the next part. */
public final class Paging {

    /** Rows at most. */
    public static final int LARGEST = 500;

    /** The last character there is. */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private static final int USUAL = 100;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final String SEPARATOR = "\n";

    private Paging() {}

    /** @throws InvalidProblem if it is no number from 1 to {@link #LARGEST} */
    public static int limit(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return USUAL;
        }
        if (given.matches("\\d{1,3}")) {
            int limit = Integer.parseInt(given);
            if (limit >= 1 && limit <= LARGEST) {
                return limit;
            }
        }
        throw new InvalidProblem("limit", "Give a limit from 1 to " + LARGEST + ".");
    }

    /** A place in a list for an address: opaque, and no secret, since it holds only what its reader saw. */
    public static String cursor(String... parts) {
        String text = String.join(SEPARATOR, parts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The parts of a cursor.
     *
     * @param count how many there are; only the last may have line breaks
     * @throws InvalidProblem if {@link #cursor} did not make it
     */
    public static List<String> parts(String cursor, int count) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> parts = List.of(text.split(SEPARATOR, count));
            if (parts.size() == count && text.indexOf('\0') < 0) {
                return parts;
            }
        } catch (IllegalArgumentException notBase64) {
            // reported below
        }
        throw invalidCursor();
    }

    /**
     * A cursor's time, if a database can compare it with those it keeps.
     *
     * @throws InvalidProblem if it is none
     */
    public static Instant time(String part) {
        try {
            Instant time = Instant.parse(part);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // reported below
        }
        throw invalidCursor();
    }

    /** @throws InvalidProblem if a cursor's number is none */
    public static int number(String part) {
        if (part.matches("\\d{1,9}")) {
            return Integer.parseInt(part);
        }
        throw invalidCursor();
    }

    /** @throws InvalidProblem if a cursor's id is none */
    public static UUID id(String part) {
        try {
            return UUID.fromString(part);
        } catch (IllegalArgumentException notAnId) {
            throw invalidCursor();
        }
    }

    /** What somebody searches for, as a database can compare it. */
    public static String prefix(String typed) {
        return typed.replaceAll("\\p{Cc}+", " ").strip();
    }

    /** What comes after every text that begins so, where text is ordered by code point. */
    public static String endOf(String prefix) {
        return prefix + LAST_CHARACTER;
    }

    public static InvalidProblem invalidCursor() {
        return new InvalidProblem("cursor", "This place in the list is not valid. Start from the first page.");
    }

    /**
     * Answers a part of a list, with the header {@code Link} to the next (RFC 8288).
     *
     * @param next where that goes on; null at the end
     */
    public static Response answer(List<?> rows, @Nullable String next, UriInfo here) {
        Response.ResponseBuilder answer = Response.ok(rows);
        return next == null
                ? answer.build()
                : answer.header(HttpHeaders.LINK, next(here, next)).build();
    }

    /** Relative to the server, whatever its name is outside. */
    private static String next(UriInfo here, String cursor) {
        URI next =
                here.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build();
        return "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"";
    }
}
