package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class GuardedAppRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");

    @Parameter
    TestDatabase database;

    private UUID acme;

    @BeforeEach
    void fill() {
        database.empty();
        acme = database.call(em -> new Rows(em).organization("acme"));
    }

    @Test
    void whatWasMadeIsReadAgainWithItsRules() {
        var id = add(
                "sales.example.com", "/", viewers(), PathRule.of("/public/*", open()), PathRule.of("/x", viewers()));

        database.run(em -> {
            var app = repository(em).find(id).orElseThrow();
            assertThat(app.getHost()).contains("sales.example.com");
            assertThat(app.getPolicy()).isEqualTo(viewers());
            assertThat(app.getRules()).containsExactly(PathRule.of("/public", open()), PathRule.of("/x", viewers()));
        });
    }

    @Test
    void rulesAreReplacedAlsoTheOneOfTheSamePath() {
        var id = add("", "/sales", viewers(), PathRule.of("/a", open()), PathRule.of("/b", open()));

        database.run(em -> repository(em)
                .lock(id)
                .orElseThrow()
                .changePolicy(open(), List.of(PathRule.of("/b", viewers()), PathRule.of("/c", open()))));

        database.run(em -> {
            var app = repository(em).find(id).orElseThrow();
            assertThat(app.getPolicy()).isEqualTo(open());
            assertThat(app.getRules()).containsExactly(PathRule.of("/b", viewers()), PathRule.of("/c", open()));
        });
    }

    @Test
    void applicationsAreFoundByHostOnceEachAndListedByAddress() {
        add("b.example.com", "/x", open(), PathRule.of("/1", open()), PathRule.of("/2", open()));
        add("b.example.com", "/", open());
        add("a.example.com", "/", open());
        add("", "/sales", open());

        database.run(em -> {
            var apps = repository(em);
            assertThat(apps.findAll())
                    .extracting(app -> app.address().toString())
                    .containsExactly("/sales", "a.example.com/", "b.example.com/", "b.example.com/x");
            assertThat(apps.findAllAt("b.example.com")).hasSize(2);
            assertThat(apps.findAllAt("")).hasSize(1);
            assertThat(apps.findAllAt("c.example.com")).isEmpty();
            assertThat(apps.count()).isEqualTo(4);
        });
    }

    @Test
    void noTwoAreAtOneAddress() {
        add("", "/sales", open());
        var other = add("", "/other", open());

        var taken = database.<Boolean>call(em -> {
            repository(em).add(app("", "/sales", open()));
            return saveAndRollBack(em);
        });
        var moved = database.<Boolean>call(em -> {
            repository(em).find(other).orElseThrow().change(terms("", "/sales", open()));
            return saveAndRollBack(em);
        });

        assertThat(taken).isFalse();
        assertThat(moved).isFalse();
    }

    @Test
    void whoseOrganizationIsGoneAdmitsNobodyAndIsHandedToNobody() {
        var id = database.call(em -> {
            var terms = new AppTerms(
                    "Sales",
                    AppAddress.of("", "/sales"),
                    viewers(),
                    List.of(PathRule.of("/admin", viewers()), PathRule.of("/public", open())),
                    acme);
            var app = GuardedApp.made(terms, NOW);
            repository(em).add(app);
            return app.getId();
        });
        database.run(em -> assertThat(repository(em).findAllHandedTo(acme))
                .extracting(GuardedApp::getId)
                .containsExactly(id));

        database.run(em -> em.createNativeQuery("delete from organization").executeUpdate());

        database.run(em -> {
            var app = repository(em).find(id).orElseThrow();
            assertThat(app.getHandedTo()).isNull();
            assertThat(app.getPolicy().getAccess()).isEqualTo(Access.ROLE);
            assertThat(app.getPolicy().getOrganizationId()).isEmpty();
            assertThat(app.policyAt("/sales/admin").getOrganizationId()).isEmpty();
            assertThat(app.policyAt("/sales/public")).isEqualTo(open());
        });
    }

    @Test
    void anApplicationGoesWithItsRules() {
        var id = add("", "/sales", open(), PathRule.of("/a", open()));

        database.run(em -> repository(em).remove(repository(em).lock(id).orElseThrow()));

        database.run(em -> assertThat(new Rows(em).count("guarded_app_rule")).isZero());
    }

    private UUID add(String host, String path, Policy policy, PathRule... rules) {
        return database.call(em -> {
            var app = app(host, path, policy, rules);
            repository(em).add(app);
            return app.getId();
        });
    }

    private static GuardedApp app(String host, String path, Policy policy, PathRule... rules) {
        return GuardedApp.made(terms(host, path, policy, rules), NOW);
    }

    private static AppTerms terms(String host, String path, Policy policy, PathRule... rules) {
        return new AppTerms("Sales", AppAddress.of(host, path), policy, List.of(rules), null);
    }

    private Policy viewers() {
        return Policy.of("role", Optional.of(acme), Optional.of("viewer"));
    }

    private static Policy open() {
        return Policy.of("public", Optional.empty(), Optional.empty());
    }

    private static boolean saveAndRollBack(EntityManager em) {
        var saved = repository(em).saveUnlessTaken();
        em.getTransaction().rollback();
        em.getTransaction().begin();
        return saved;
    }

    private static GuardedAppRepository repository(EntityManager em) {
        var repository = new GuardedAppRepository();
        repository.em = em;
        return repository;
    }
}
