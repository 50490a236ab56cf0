package org.gatehouse.member;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However many rows a list has, it takes as many statements; and its page is small. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class MemberStatementsIT {
    private static final int TRIES = 5;

    @BeforeAll
    static void count() throws SQLException {
        Sql.run("create extension if not exists pg_stat_statements");
    }

    @Test
    void theMembersPageTakesAsManyStatementsForManyRowsAsForFew() throws Exception {
        var team = Team.assemble();
        var page = "/orgs/" + team.id() + "/settings";
        var few = statements(team, page);

        crowd(team);

        assertThat(team.owner.get(page).response().body()).contains("crowd-1@example.com", "guest-1@example.com");
        assertThat(statements(team, page)).isEqualTo(few).isPositive();
    }

    @Test
    void thePageIsSmallAsAProxyPassesItOn() throws Exception {
        var team = Team.assemble();
        crowd(team);

        var page = team.owner.get("/orgs/" + team.id() + "/settings").response().body();
        var size = compressed(page);
        for (var asset : List.of("app.css", "app.js", "icons.svg", "mark.svg")) {
            size += compressed(team.owner.get("/static/" + asset).response().body());
        }

        assertThat(compressed(page)).as("the page").isLessThanOrEqualTo(20_000);
        assertThat(size).as("with all that belongs to it").isLessThanOrEqualTo(60_000);
    }

    @Test
    void theListOfTheApiTakesAsManyStatementsForManyRowsAsForFew() throws Exception {
        var team = Team.assemble();
        var few = statements(team, team.members());

        crowd(team);

        assertThat(team.owner.get(team.members()).json()).hasSize(74);
        assertThat(statements(team, team.members())).isEqualTo(few).isPositive();
    }

    /** 50 members, and 20 invitations, each from another one of them. */
    private static void crowd(Team team) throws SQLException {
        Sql.run("""
                insert into app_user (id, issuer, subject, email, email_key, email_verified, name, created_at, last_sign_in_at)
                select md5(?::text || i)::uuid, 'https://crowd.example.com', md5(?::text || i), 'crowd-' || i || '@example.com', 'crowd-' || i || '@example.com',
                  true, 'Crowd ' || i, now(), now() from generate_series(1, 50) i""", team.id(), team.id());
        Sql.run("""
                insert into membership (id, organization_id, user_id, role, name, name_key, email, email_key, created_at)
                select gen_random_uuid(), ?, id, 'viewer', name, lower(name), email, email_key, now() from app_user
                where issuer = 'https://crowd.example.com' and subject in (select md5(?::text || i) from generate_series(1, 50) i)""", team.id(), team.id());
        Sql.run("""
                insert into invitation (id, organization_id, email, email_key, open_email, role, status, invited_by, created_at, expires_at,
                  delivery, delivery_attempts)
                select gen_random_uuid(), ?, address, address, address, 'viewer', 'OPEN', md5(?::text || i)::uuid, now(), now() + interval '1 day', 'DELIVERED', 1
                from (select i, 'guest-' || i || '@example.com' as address from generate_series(1, 20) i) guests""", team.id(), team.id());
    }

    private static int compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        }
        return bytes.size();
    }

    /** Of several tries the least: what happens by itself meanwhile, such as a mail, only adds to it. */
    private static long statements(Team team, String address) throws SQLException {
        var least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            var before = sent();
            team.owner.get(address);
            least = Math.min(least, sent() - before);
        }
        return least;
    }

    private static long sent() throws SQLException {
        try (var connection = TestEnvironment.postgres().dataSource().getConnection();
                var row = connection.createStatement().executeQuery("""
                        select coalesce(sum(calls), 0) from pg_stat_statements
                        where query ~* 'membership|invitation|app_user|organization' and query !~* 'skip locked|min\\(|delivery ='""")) {
            row.next();
            return row.getLong(1);
        }
    }
}
