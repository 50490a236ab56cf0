package org.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;

/** What tests do to links besides using them. */
public final class Links {
    private Links() {}

    /** As if its time had gone by. */
    public static void expire(String id) throws SQLException {
        assertThat(Sql.run(
                        "update invitation_link set expires_at = now() - interval '1 minute' where id = ?",
                        UUID.fromString(id)))
                .isOne();
    }
}
