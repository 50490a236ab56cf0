package org.gatehouse.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class OwnershipTransferRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final Instant EXPIRY = NOW.plus(Duration.ofDays(7));

    @Parameter
    TestDatabase database;

    private UUID acme;
    private UUID alice;
    private UUID bob;

    @BeforeEach
    void fill() {
        database.empty();
        database.run(em -> {
            var rows = new Rows(em);
            acme = rows.organization("acme");
            alice = rows.member(acme, "alice", "owner");
            bob = rows.member(acme, "bob", "viewer");
        });
    }

    @Test
    void anOfferWaitsForItsReceiverUntilItExpires() {
        offer(alice, bob);

        database.run(em -> {
            var receiver = em.find(Membership.class, bob).getUserId();
            var giver = em.find(Membership.class, alice).getUserId();
            assertThat(repository(em).findOpenTo(receiver, NOW))
                    .extracting(OwnershipTransfer::getOrganizationId)
                    .containsExactly(acme);
            assertThat(repository(em).findOpenTo(giver, NOW)).isEmpty();
            assertThat(repository(em).findOpenTo(receiver, EXPIRY)).isEmpty();
            assertThat(repository(em).find(acme)).isPresent();
            assertThat(repository(em).find(UUID.randomUUID())).isEmpty();
        });
    }

    @Test
    void acceptingMakesTheReceiverOwnerAndTheGiverAdmin() {
        offer(alice, bob);

        database.run(em -> repository(em).find(acme).orElseThrow().accept());

        database.run(em -> {
            assertThat(em.find(Membership.class, bob).getRole()).isEqualTo(Role.OWNER);
            assertThat(em.find(Membership.class, alice).getRole()).isEqualTo(Role.ADMIN);
        });
    }

    @Test
    void anOrganizationHasOneOfferAtATime() {
        offer(alice, bob);

        assertThatThrownBy(() -> offer(alice, bob)).isInstanceOf(PersistenceException.class);
    }

    @Test
    void anExpiredOfferMakesRoomAndAnOpenOneDoesNot() {
        offer(alice, bob);

        database.run(em -> {
            repository(em).removeExpired(acme, EXPIRY.minusMillis(1));
            assertThat(repository(em).find(acme)).isPresent();
        });
        database.run(em -> {
            repository(em).removeExpired(UUID.randomUUID(), EXPIRY);
            assertThat(repository(em).find(acme)).isPresent();
        });
        database.run(em -> {
            repository(em).removeExpired(acme, EXPIRY);
            assertThat(repository(em).find(acme)).isEmpty();
        });
    }

    @Test
    void anOfferGoesWithTheMembershipOfEither() {
        offer(alice, bob);
        database.run(em -> em.remove(em.find(Membership.class, bob)));
        database.run(em -> assertThat(repository(em).find(acme)).isEmpty());

        fill();
        offer(alice, bob);
        database.run(em -> em.remove(em.find(Membership.class, alice)));
        database.run(em -> assertThat(repository(em).find(acme)).isEmpty());
    }

    @Test
    void onlyTheGiversOffersGoWithTheirOwnership() {
        offer(alice, bob);

        database.run(em -> repository(em).removeOfferedBy(em.find(Membership.class, bob)));
        database.run(em -> assertThat(repository(em).find(acme)).isPresent());
        database.run(em -> repository(em).removeOfferedBy(em.find(Membership.class, alice)));
        database.run(em -> assertThat(repository(em).find(acme)).isEmpty());
    }

    private void offer(UUID giver, UUID receiver) {
        database.run(em -> repository(em)
                .add(new OwnershipTransfer(
                        em.find(Membership.class, giver), em.find(Membership.class, receiver), NOW)));
    }

    private static OwnershipTransferRepository repository(EntityManager em) {
        var repository = new OwnershipTransferRepository();
        repository.em = em;
        return repository;
    }
}
