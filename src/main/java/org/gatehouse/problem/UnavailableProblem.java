package org.gatehouse.problem;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** 503: the database does not answer now. */
public class UnavailableProblem extends Problem {

    private static final String RETRY_SECONDS = "5";

    /** SQLSTATE: the connection was lost, or none was to be had. */
    private static final String CONNECTION = "08";

    /** SQLSTATE of PostgreSQL while it stops and starts, and where it has no more connections; of H2 that is closed. */
    private static final Set<String> NOT_NOW = Set.of("57P01", "57P02", "57P03", "53300", "90067", "90098", "90121");

    /** Payara's pool has neither class nor SQLSTATE for it. */
    private static final String NO_CONNECTION = "Error in allocating a connection";

    public UnavailableProblem() {
        super(
                503,
                "unavailable",
                "Not available now",
                "The database does not answer. Try again in a moment; if it stays, tell the operator.");
    }

    /** {@code Retry-After}, in seconds (RFC 9110, section 10.2.3). */
    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", RETRY_SECONDS);
    }

    /** Whether it failed because the database did not answer. */
    public static boolean isBehind(Throwable failed) {
        return Stream.iterate(failed, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && isNotNow(sql));
    }

    private static boolean isNotNow(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return state.startsWith(CONNECTION)
                || NOT_NOW.contains(state)
                || String.valueOf(refused.getMessage()).startsWith(NO_CONNECTION);
    }
}
