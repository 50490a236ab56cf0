package org.gatehouse.problem;

import java.sql.SQLException;
import java.util.stream.Stream;

/** Tells a row that is there already from other refusals of the database. */
public final class UniqueViolation {

    /** SQLSTATE on PostgreSQL and H2. */
    private static final String STATE = "23505";

    private UniqueViolation() {}

    public static boolean isBehind(Throwable refused) {
        return Stream.iterate(refused, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && STATE.equals(sql.getSQLState()));
    }
}
