package org.gatehouse.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Rows;
import org.gatehouse.user.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class InvitationRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final String LATER = "2026-02-01 00:00:00+00";
    private static final String EARLIER = "2026-01-10 00:00:00+00";
    private static final String CAROL = "carol@example.com";

    @Parameter
    TestDatabase database;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void claimingJoinsWhereverTheAddressIsInvitedAndNowhereElse() {
        database.run(em -> {
            var rows = new Rows(em);
            var carol = rows.user("carol");
            var invitation = rows.invitation(rows.organization("a"), CAROL, "editor", LATER);
            rows.invitation(rows.organization("b"), CAROL, "viewer", LATER);
            rows.invitation(rows.organization("c"), CAROL, "viewer", EARLIER);
            rows.invitation(rows.organization("d"), "other@example.com", "viewer", LATER);

            assertThat(claim(em, carol)).isEqualTo(2);

            assertThat(rows.count("membership where id = '%s' and role = 'editor' and user_id = '%s'"
                            .formatted(invitation, carol)))
                    .isOne();
            assertThat(rows.count("invitation where status = 'ACCEPTED' and open_email is null"))
                    .isEqualTo(2);
            assertThat(rows.count("invitation where status = 'OPEN'")).isEqualTo(2);
            assertThat(rows.count("audit_event where action = 'invitation_accepted'"))
                    .isEqualTo(2);
        });
    }

    @Test
    void mailsThatWaitAndMailsThatFailedAreCountedWhileTheirInvitationIsOpen() {
        database.run(em -> {
            var rows = new Rows(em);
            var acme = rows.organization("acme");
            rows.invitation(acme, "waits@example.com", "viewer", LATER);
            rows.invitation(acme, "expired@example.com", "viewer", EARLIER);
            rows.invitation(acme, "sent@example.com", "viewer", LATER);
            rows.invitation(acme, "failed@example.com", "viewer", LATER);
            rows.invitation(acme, "revoked@example.com", "viewer", LATER);
            change(em, "delivery = 'DELIVERED', next_delivery_at = null", "sent@example.com");
            change(em, "delivery = 'FAILED', next_delivery_at = null", "failed@example.com");
            change(em, "delivery = 'FAILED', next_delivery_at = null, open_email = null", "revoked@example.com");

            assertThat(repository(em).countWaiting(NOW)).isOne();
            assertThat(repository(em).countFailed()).isOne();
            assertThat(repository(em).findFirstDue(NOW)).contains(Instant.parse("2026-01-01T00:00:00Z"));
        });
    }

    private static void change(EntityManager em, String what, String email) {
        em.createNativeQuery("update invitation set " + what + " where email = '" + email + "'")
                .executeUpdate();
    }

    @Test
    void whoIsAMemberStaysWhatTheyAreAndTheInvitationIsClosed() {
        database.run(em -> {
            var rows = new Rows(em);
            var acme = rows.organization("acme");
            var membership = rows.member(acme, "carol", "viewer");
            var carol = UUID.fromString(em.createNativeQuery(
                            "select cast(user_id as varchar) from membership where id = '%s'".formatted(membership))
                    .getSingleResult()
                    .toString());
            rows.invitation(acme, "new@example.com", "admin", LATER);

            var repository = repository(em);
            var user = em.find(User.class, carol);
            assertThat(repository.claim(user, "NEW@example.com", NOW)).isZero();
            repository.closeClaimed(user, "NEW@example.com", NOW);

            assertThat(rows.count("membership where role = 'viewer'")).isOne();
            assertThat(rows.count("invitation where status = 'ACCEPTED'")).isOne();
        });
    }

    @Test
    void aSecondClaimFindsNothingLeft() {
        database.run(em -> {
            var rows = new Rows(em);
            var carol = rows.user("carol");
            rows.invitation(rows.organization("a"), CAROL, "editor", LATER);

            assertThat(claim(em, carol)).isOne();
            assertThat(claim(em, carol)).isZero();
            assertThat(rows.count("audit_event")).isOne();
        });
    }

    @Test
    void aMailThatIsBeingSentIsPassedByAndAnotherIsTaken() throws Exception {
        database.run(em -> {
            var rows = new Rows(em);
            var acme = rows.organization("acme");
            rows.invitation(acme, "one@example.com", "viewer", LATER);
            rows.invitation(acme, "two@example.com", "viewer", LATER);
        });

        database.run(em -> {
            var first = repository(em).lockNextDelivery(NOW).orElseThrow().getEmail();
            var other = CompletableFuture.supplyAsync(() -> database.call(
                            others -> repository(others).lockNextDelivery(NOW).map(Invitation::getEmail)))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertThat(other).isNotEqualTo(Optional.of(first));
            assertThat(other.isPresent())
                    .as("H2, which serves one node only, looks no further than the row that is taken")
                    .isEqualTo(database == TestDatabase.POSTGRESQL);
        });
    }

    @Test
    void whatIsDeliveredOrNotYetDueIsNotTaken() {
        database.run(em -> {
            var rows = new Rows(em);
            rows.invitation(rows.organization("acme"), CAROL, "viewer", LATER);
            var repository = repository(em);
            assertThat(repository.lockNextDelivery(Instant.parse("2025-12-31T00:00:00Z")))
                    .isEmpty();

            repository.lockNextDelivery(NOW).orElseThrow().delivered();
            em.flush();

            assertThat(repository.lockNextDelivery(NOW)).isEmpty();
        });
    }

    @Test
    void openInvitationsAreCountedExpiredOrNot() {
        database.run(em -> {
            var rows = new Rows(em);
            var acme = rows.organization("acme");
            rows.invitation(acme, "one@example.com", "viewer", LATER);
            rows.invitation(acme, "two@example.com", "viewer", EARLIER);
            rows.invitation(rows.organization("other"), CAROL, "viewer", LATER);
            em.createNativeQuery("update invitation set open_email = null where open_email = 'two@example.com'")
                    .executeUpdate();
            rows.invitation(acme, "two@example.com", "viewer", EARLIER);

            assertThat(repository(em).countOpen(acme, 3)).isEqualTo(2);
            assertThat(repository(em).countOpen(acme, 1)).isEqualTo(1);
        });
    }

    private int claim(EntityManager em, UUID carol) {
        var user = em.find(User.class, carol);
        if (!repository(em).lockOpen(CAROL)) {
            return 0;
        }
        var claimed = repository(em).claim(user, "Carol@Example.com", NOW);
        repository(em).closeClaimed(user, "Carol@Example.com", NOW);
        return claimed;
    }

    private static InvitationRepository repository(EntityManager em) {
        var repository = new InvitationRepository();
        repository.em = em;
        return repository;
    }
}
