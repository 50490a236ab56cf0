package org.gatehouse.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatehouse.mirror.MirrorRepository.Known;
import org.gatehouse.mirror.MirrorRepository.NotedChange;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class MirrorRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final String ISSUER = "https://provider.example.com";

    @Parameter
    TestDatabase database;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void aChangeIsTakenWithItsOrganizationAndNotBeforeItIsDue() {
        database.run(em -> {
            var mirror = repository(em);
            var acme = new Rows(em).organization("acme");
            assertThat(mirror.lockDue(NOW)).isEmpty();

            mirror.noteOrganization(acme, NOW);

            assertThat(mirror.lockDue(NOW.minusSeconds(1))).isEmpty();
            var taken = mirror.lockDue(NOW).orElseThrow();
            assertThat(taken.getOrganizationId()).isEqualTo(acme);
            assertThat(mirror.changes(acme, 10))
                    .extracting(NotedChange::subject)
                    .containsExactly((String) null);
            taken.lease(NOW);
            em.flush();
            assertThat(mirror.lockDue(NOW)).as("somebody has it").isEmpty();
            assertThat(mirror.lockDue(NOW.plus(MirroredOrganization.LEASE)))
                    .as("who had it has died")
                    .isPresent();
        });
    }

    @Test
    void whatIsDoneIsRemovedAndWhatCameMeanwhileStays() {
        database.run(em -> {
            var mirror = repository(em);
            var acme = new Rows(em).organization("acme");
            mirror.noteOrganization(acme, NOW);
            var done = mirror.changes(acme, 10);
            mirror.noteMembers(acme, List.of("ann"), NOW);

            mirror.remove(done);

            assertThat(mirror.changes(acme, 10))
                    .extracting(NotedChange::subject)
                    .containsExactly("ann");
            assertThat(mirror.lag()).isEqualTo(new MirrorLag(1, NOW));
        });
    }

    @Test
    void usersOfAnotherIssuerAreNoneOfKeycloaks() {
        database.run(em -> {
            var rows = new Rows(em);
            var mirror = repository(em);
            var acme = rows.organization("acme");
            rows.member(acme, "ann", "viewer");
            var ann = user(em, "ann");

            mirror.noteMember(acme, ann, "https://elsewhere.example.com", NOW);
            assertThat(mirror.lag().waiting()).isZero();

            mirror.noteMember(acme, ann, ISSUER, NOW);
            var subject = mirror.changes(acme, 10).get(0).subject();
            assertThat(mirror.findMembers(acme, ISSUER, List.of(subject, "nobody")))
                    .isEqualTo(Set.of(subject));
            assertThat(mirror.findAllMembers(acme, ISSUER)).containsExactly(new Known(subject, "ann@example.com"));
        });
    }

    @Test
    void whoJoinsManyOrganizationsAtOnceIsNotedInEach() {
        database.run(em -> {
            var rows = new Rows(em);
            var mirror = repository(em);
            var acme = rows.organization("acme");
            var other = rows.organization("other");
            rows.member(acme, "ann", "viewer");
            var ann = user(em, "ann");
            em.createNativeQuery("update membership set user_id = '%s'".formatted(ann))
                    .executeUpdate();
            em.createNativeQuery("""
                            insert into membership
                              (id, organization_id, user_id, role, name, name_key, email, email_key, created_at)
                            select gen_random_uuid(), cast('%s' as uuid), user_id, role, name, name_key, email, email_key,
                              created_at from membership""".formatted(other)).executeUpdate();

            mirror.noteMemberEverywhere(ann, ISSUER, NOW);

            assertThat(mirror.countChanges(acme)).isOne();
            assertThat(mirror.countChanges(other)).isOne();
            assertThat(rows.count("mirrored_organization")).isEqualTo(2);
        });
    }

    @Test
    void anOrganizationThatFailsWaitsEverLongerAndHoldsUpNoOther() {
        database.run(em -> {
            var rows = new Rows(em);
            var mirror = repository(em);
            var poisoned = rows.organization("poisoned");
            mirror.noteOrganization(poisoned, NOW);
            var now = NOW;
            for (var seconds : List.of(1, 2, 4, 8)) {
                var taken = mirror.lockDue(now).orElseThrow();
                taken.fail("it answers 500", Duration.ZERO, now);
                assertThat(taken.getNextAttemptAt()).isEqualTo(now.plusSeconds(seconds));
                now = now.plusSeconds(seconds);
            }
            mirror.noteOrganization(rows.organization("sound"), NOW);
            assertThat(mirror.lockDue(now.minusSeconds(1)).orElseThrow().getOrganizationId())
                    .isNotEqualTo(poisoned);
            assertThat(mirror.findUnsettled(10))
                    .extracting(MirroredOrganization::getAttempts)
                    .containsExactly(4, 0);
            var patient = mirror.find(poisoned).orElseThrow();
            for (int i = 0; i < 20; i++) {
                patient.fail("still", Duration.ofSeconds(7), now);
            }
            assertThat(patient.getNextAttemptAt()).isEqualTo(now.plus(Duration.ofMinutes(5)));
            patient.fail("leave me alone", Duration.ofHours(1), now);
            assertThat(patient.getNextAttemptAt()).isEqualTo(now.plus(Duration.ofHours(1)));
        });
    }

    @Test
    void ofTwoWhoLookAtOnceEachTakesAnother() {
        database.run(em -> {
            var rows = new Rows(em);
            repository(em).noteOrganization(rows.organization("one"), NOW);
            repository(em).noteOrganization(rows.organization("two"), NOW);
        });

        database.run(em -> {
            var first = repository(em).lockDue(NOW).orElseThrow().getOrganizationId();
            var other = CompletableFuture.supplyAsync(() -> database.call(
                            others -> repository(others).lockDue(NOW).map(MirroredOrganization::getOrganizationId)))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertThat(other).as("nobody has what the first has").isNotEqualTo(java.util.Optional.of(first));
            assertThat(other.isPresent())
                    .as("H2, which serves one node only, looks no further than the row that is taken")
                    .isEqualTo(database == TestDatabase.POSTGRESQL);
        });
    }

    @Test
    void theMappingOutlivesItsOrganization() {
        database.run(em -> {
            var rows = new Rows(em);
            var mirror = repository(em);
            var acme = rows.organization("acme");
            mirror.know(acme, NOW);
            mirror.find(acme).orElseThrow().map("kc-1", "Acme");
            mirror.keep(acme, List.of(), List.of(new Known("m", "milton")));
            em.flush();
            em.createNativeQuery("delete from organization").executeUpdate();

            assertThat(mirror.findDeleted(10))
                    .extracting(MirroredOrganization::getKeycloakId)
                    .containsExactly(java.util.Optional.of("kc-1"));
            assertThat(mirror.findMapped(List.of("kc-1", "kc-2"))).containsExactly("kc-1");
            assertThat(mirror.findKept(acme)).containsExactly("milton");
            assertThat(mirror.findUnsettled(10)).hasSize(1);

            mirror.remove(mirror.findByKeycloakId("kc-1").orElseThrow());
            em.flush();
            assertThat(rows.count("mirrored_organization") + rows.count("mirror_kept"))
                    .isZero();
        });
    }

    private static UUID user(EntityManager em, String name) {
        return UUID.fromString(
                em.createNativeQuery("select cast(id as varchar) from app_user where name = '%s'".formatted(name))
                        .getSingleResult()
                        .toString());
    }

    private static MirrorRepository repository(EntityManager em) {
        var repository = new MirrorRepository();
        repository.em = em;
        return repository;
    }
}
