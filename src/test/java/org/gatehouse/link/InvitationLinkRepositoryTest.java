package org.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.access.Secret;
import org.gatehouse.organization.Organization;
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
class InvitationLinkRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");

    @Parameter
    TestDatabase database;

    private UUID acme;
    private UUID other;
    private UUID alice;

    @BeforeEach
    void fill() {
        database.empty();
        database.run(em -> {
            var rows = new Rows(em);
            acme = rows.organization("acme");
            other = rows.organization("other");
            alice = rows.user("alice");
        });
    }

    @Test
    void theLiveLinksOfAnOrganizationAreListedTheOldestFirst() {
        var second = add(acme, Secret.random(), NOW.plusSeconds(1), NOW.plusSeconds(60));
        var first = add(acme, Secret.random(), NOW, NOW.plusSeconds(60));
        add(other, Secret.random(), NOW, NOW.plusSeconds(60));
        var expired = add(acme, Secret.random(), NOW, NOW);
        var ended = add(acme, Secret.random(), NOW, NOW.plusSeconds(60));
        database.run(em -> em.find(InvitationLink.class, ended).end(NOW));

        database.run(em -> {
            assertThat(repository(em).findLive(acme, NOW))
                    .extracting(InvitationLink::getId)
                    .containsExactly(first, second);
            assertThat(repository(em).findLive(acme, first, NOW)).isPresent();
            for (var gone : List.of(expired, ended, UUID.randomUUID())) {
                assertThat(repository(em).findLive(acme, gone, NOW)).isEmpty();
            }
            assertThat(repository(em).findLive(other, first, NOW)).isEmpty();
        });
    }

    @Test
    void aLinkIsKnownByItsTokenAlsoWhenItHasEnded() {
        var token = Secret.random();
        var id = add(acme, token, NOW, NOW);

        database.run(em -> {
            var link = repository(em).findByToken(token).orElseThrow();
            assertThat(link.getId()).isEqualTo(id);
            assertThat(link.getDomains()).containsExactly("example.com", "example.org");
            assertThat(link.getCreatedBy()).map(User::getName).hasValue("alice");
            assertThat(repository(em).findByToken(Secret.random())).isEmpty();
            assertThat(new Rows(em).count("invitation_link where token_hash = '" + token.value() + "'"))
                    .as("the token itself is not kept")
                    .isZero();
        });
    }

    @Test
    void aUseThatAnotherTransactionMadeIsSeenAfterRefreshing() {
        var token = Secret.random();
        var id = add(acme, token, NOW, NOW.plusSeconds(60));

        database.run(em -> {
            var link = repository(em).findByToken(token).orElseThrow();
            database.run(
                    meanwhile -> meanwhile.find(InvitationLink.class, id).use(meanwhile.find(User.class, alice), NOW));
            repository(em).refresh(link);
            assertThat(link.getUses()).isOne();
        });
    }

    @Test
    void aLinkOutlivesWhoMadeItAndGoesWithItsOrganization() {
        var token = Secret.random();
        add(acme, token, NOW, NOW.plusSeconds(60));

        database.run(em -> em.createNativeQuery("delete from app_user").executeUpdate());
        database.run(
                em -> assertThat(repository(em).findByToken(token).orElseThrow().getCreatedBy())
                        .isEmpty());
        database.run(em -> em.createNativeQuery("delete from organization").executeUpdate());
        database.run(em -> assertThat(repository(em).findByToken(token)).isEmpty());
    }

    private UUID add(UUID organization, Secret token, Instant createdAt, Instant expiresAt) {
        return database.call(em -> {
            var terms = new LinkTerms(Role.VIEWER, 5, expiresAt, List.of("example.com", "example.org"));
            var link = new InvitationLink(
                    em.find(Organization.class, organization), terms, token, em.find(User.class, alice), createdAt);
            repository(em).add(link);
            return link.getId();
        });
    }

    private static InvitationLinkRepository repository(EntityManager em) {
        var repository = new InvitationLinkRepository();
        repository.em = em;
        return repository;
    }
}
