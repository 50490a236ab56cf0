package org.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.gatehouse.audit.AuditService;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.testing.Actor;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is kept for a set time, and that the audit says what was removed then. */
@ExtendWith(ArquillianExtension.class)
class RetentionIT {

    @Inject
    AuditService audit;

    @Inject
    UserSessionService sessions;

    @Resource(lookup = "java:app/jdbc/gatehouse")
    DataSource database;

    @Test
    void eventsAreRemovedAfterAYearAndTheAuditSaysSo() throws Exception {
        var organization = UUID.randomUUID();
        event(organization, "now() - interval '366 days'");
        event(organization, "now() - interval '364 days'");
        var removals = count("audit_event where action = 'audit_removed'");

        audit.removeOld();

        assertThat(count("audit_event where organization_id = '" + organization + "'"))
                .isOne();
        assertThat(count("audit_event where action = 'audit_removed'")).isEqualTo(removals + 1);
        audit.removeOld();
        assertThat(count("audit_event where action = 'audit_removed'"))
                .as("nothing to remove, nothing to say")
                .isEqualTo(removals + 1);
    }

    @Test
    void endedSessionsAreKeptForAMonthWithoutTheProvidersToken() throws Exception {
        var user = Actor.signIn("ann").id();
        var ended = session(user, "now() + interval '1 hour'", "now() - interval '31 days'");
        var kept = session(user, "now() + interval '1 hour'", "now() - interval '29 days'");
        var expired = session(user, "now() - interval '29 days'", "null");
        var longExpired = session(user, "now() - interval '31 days'", "null");
        var live = session(user, "now() + interval '1 hour'", "null");
        var removals = count("audit_event where action = 'sessions_removed'");

        sessions.removeOld();

        assertThat(count("user_session where id in ('%s', '%s')".formatted(ended, longExpired)))
                .isZero();
        assertThat(count("user_session where id in ('%s', '%s', '%s')".formatted(kept, expired, live)))
                .isEqualTo(3);
        assertThat(count("user_session where id = '%s' and id_token is null".formatted(expired)))
                .isOne();
        assertThat(count("user_session where id = '%s' and id_token is null".formatted(live)))
                .isZero();
        assertThat(count("audit_event where action = 'sessions_removed'")).isEqualTo(removals + 1);
    }

    private void event(UUID organization, String at) throws SQLException {
        run("insert into audit_event (organization_id, action, subject, at) values ('%s', 'member_left', 'x', %s)"
                .formatted(organization, at));
    }

    private UUID session(UUID user, String expiry, String end) throws SQLException {
        var id = UUID.randomUUID();
        run("""
                insert into user_session (id, user_id, id_token, created_at, last_seen_at, expires_at, ended_at)
                values ('%s', '%s', 'token', now() - interval '40 days', %s - interval '1 day', %s, %s)""".formatted(id, user, expiry, expiry, end));
        return id;
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long count(String from) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
