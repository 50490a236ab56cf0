package org.gatehouse.member;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.access.Role;
import org.gatehouse.invitation.InvitationRepository;
import org.gatehouse.member.Section.Kind;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.Rows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the list of an organization costs PostgreSQL that has 20,000 members and as many invitations: no table is read as a whole, and
 * of each page no more rows than it has. PostgreSQL counts that itself, of the statements that Gatehouse really sends.
 */
class MemberListCostTest {
    private static final TestDatabase DATABASE = TestDatabase.POSTGRESQL;
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final int ROWS = 51;

    /** Members and invitations alike; each page may be the first, or any other in either direction. */
    private static UUID acme;

    @BeforeAll
    static void fill() {
        DATABASE.empty();
        acme = DATABASE.call(em -> new Rows(em).organization("acme"));
        DATABASE.run(MemberListCostTest::fill);
        DATABASE.run(em -> em.createNativeQuery("analyze").executeUpdate());
    }

    @AfterAll
    static void leaveNothing() {
        DATABASE.empty();
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void aPageCostsItsOwnRowsWhereverItIs(Sort sort) {
        var query = new MemberQuery("", null, null, sort, null, ROWS - 1);
        for (var section : Section.of(query)) {
            assertThat(read(em -> find(em, section, query, null, false))).isLessThanOrEqualTo(2 * ROWS);
            assertThat(read(em -> find(em, section, query, middle(section, sort), false)))
                    .isLessThanOrEqualTo(2 * ROWS);
            assertThat(read(em -> find(em, section, query, middle(section, sort), true)))
                    .isLessThanOrEqualTo(2 * ROWS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"somebody 1", "somebody.1", "somebody 12345", "somebody.12345", "nobody"})
    void aSearchCostsTheRowsThatItShows(String prefix) {
        var query = new MemberQuery(prefix, null, null, Sort.NAME, null, ROWS - 1);
        for (var section : Section.of(query)) {
            assertThat(read(em -> find(em, section, query, null, false))).isLessThanOrEqualTo(2 * ROWS);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleCostsItsOwnRows(Role role) {
        var query = new MemberQuery("", role, null, Sort.NAME, null, ROWS - 1);
        for (var section : Section.of(query)) {
            assertThat(read(em -> find(em, section, query, null, false))).isLessThanOrEqualTo(2 * ROWS);
        }
    }

    @Test
    void nobodyCountsFurtherThanIsTold() {
        assertThat(read(em -> members(em).countMembers(acme, 1_001))).isLessThanOrEqualTo(1_001);
        assertThat(read(em -> invitations(em).countOpen(acme, 1_001))).isLessThanOrEqualTo(1_001);
    }

    @Test
    void whetherThereIsOneOwnerTakesTwoRows() {
        assertThat(read(em -> members(em).findLastOwner(acme))).isLessThanOrEqualTo(2);
    }

    private static void fill(EntityManager em) {
        List.of("""
                insert into app_user (id, issuer, subject, email, email_key, email_verified, name, created_at, last_sign_in_at)
                select md5('u' || i)::uuid, 'https://provider.example.com', i, address, address, true, 'Somebody ' || i, at, at from crowd""", """
                insert into membership (id, organization_id, user_id, role, name, name_key, email, email_key, created_at)
                select md5('m' || i)::uuid, ?1, md5('u' || i)::uuid, role, 'Somebody ' || i, 'somebody ' || i, address, address, at from crowd""", """
                insert into invitation (id, organization_id, email, email_key, open_email, role, status, created_at, expires_at,
                  delivery, delivery_attempts)
                select md5('i' || i)::uuid, ?1, address, address, address, role, 'OPEN', at, at + interval '30 days', 'DELIVERED', 1 from crowd""").forEach(insert -> {
            var statement = em.createNativeQuery("""
                    with crowd as (
                      select i, 'somebody.' || i || '@example.com' as address, timestamp with time zone '2026-01-01 00:00:00+00' + i * interval '1 second' as at,
                        case when i % 2000 = 0 then 'owner' when i % 200 = 0 then 'admin' when i % 10 = 0 then 'editor' else 'viewer' end as role
                      from generate_series(1, 20000) i)
                    """ + insert);
            (insert.contains("?1") ? statement.setParameter(1, acme) : statement).executeUpdate();
        });
    }

    private static List<?> find(EntityManager em, Section section, MemberQuery query, Cursor from, boolean backward) {
        return section.kind() == Kind.INVITATIONS
                ? members(em).findInvitations(acme, section.role(), query, from, backward, ROWS, NOW)
                : members(em).findMembers(acme, section, query, from, backward, ROWS);
    }

    private static Cursor middle(Section section, Sort sort) {
        var key = switch (sort) {
            case CREATED_AT -> "2026-01-01T03:00:00Z";
            case EMAIL -> "somebody.5";
            case NAME, ROLE -> section.kind() == Kind.INVITATIONS ? "somebody.5" : "somebody 5";
        };
        return new Cursor(section, sort, key, new UUID(0, 0), false);
    }

    /** How many rows PostgreSQL has looked at in the tables that grow with people. */
    private static long read(Consumer<EntityManager> work) {
        return DATABASE.call(em -> {
            em.unwrap(Connection.class); // from here on everything is asked on one connection
            work.accept(em);
            var counted = (Object[]) em.createNativeQuery("""
                    select coalesce(sum(seq_scan), 0), coalesce(sum(idx_tup_fetch), 0) from pg_stat_xact_user_tables
                    where relname in ('membership', 'invitation', 'app_user')""").getSingleResult();
            assertThat(((Number) counted[0]).longValue())
                    .as("tables read as a whole")
                    .isZero();
            return ((Number) counted[1]).longValue();
        });
    }

    private static MemberRepository members(EntityManager em) {
        var repository = new MemberRepository();
        repository.em = em;
        return repository;
    }

    private static InvitationRepository invitations(EntityManager em) {
        return Injection.into(new InvitationRepository(), em);
    }
}
