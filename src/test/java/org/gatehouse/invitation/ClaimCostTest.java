package org.gatehouse.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Instant;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Rows;
import org.gatehouse.user.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it costs PostgreSQL that somebody signs in for whom 1,000 invitations wait: something for each, and not for each pair. */
class ClaimCostTest {
    private static final TestDatabase DATABASE = TestDatabase.POSTGRESQL;
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final int INVITATIONS = 1_000;

    @BeforeEach
    @AfterEach
    void empty() {
        DATABASE.empty();
    }

    @Test
    void aThousandInvitationsAreReadAFewTimesEach() {
        DATABASE.run(em -> {
            var carol = em.find(User.class, new Rows(em).user("carol"));
            invite(em);
            em.unwrap(Connection.class); // from here on everything is asked on one connection
            long before = read(em);

            var invitations = new InvitationRepository();
            invitations.em = em;
            invitations.lockOpen("carol@example.com");
            assertThat(invitations.claim(carol, "carol@example.com", NOW)).isEqualTo(INVITATIONS);
            invitations.closeClaimed(carol, "carol@example.com", NOW);

            assertThat(read(em) - before).isLessThan(12 * INVITATIONS);
        });
    }

    private static void invite(EntityManager em) {
        em.createNativeQuery("""
                insert into organization (id, name, slug, created_at)
                select md5('o' || i)::uuid, 'Acme', 'acme-' || i, now() from generate_series(1, 1000) i""").executeUpdate();
        em.createNativeQuery("""
                insert into invitation (id, organization_id, email, email_key, open_email, role, status, created_at, expires_at,
                  delivery, delivery_attempts)
                select md5('i' || i)::uuid, md5('o' || i)::uuid, 'carol@example.com', 'carol@example.com', 'carol@example.com',
                  'viewer', 'OPEN', now(), 'infinity', 'DELIVERED', 1 from generate_series(1, 1000) i""").executeUpdate();
    }

    private static long read(EntityManager em) {
        return ((Number) em.createNativeQuery("""
                        select coalesce(sum(seq_tup_read), 0) + coalesce(sum(idx_tup_fetch), 0) from pg_stat_xact_user_tables
                        where relname in ('membership', 'invitation', 'organization')""").getSingleResult()).longValue();
    }
}
