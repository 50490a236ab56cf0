package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.PrefixedSecret;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.audit.AuditRepository;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.organization.ReservedSlugs;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeclaredAppsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T00:00:00Z"), ZoneOffset.UTC);
    private static final String SALES = """
            {"name": "Sales", "host": "apps.example.com", "path": "/sales", "access": "role", "org": "acme", "role": "viewer",
             "rules": [{"path": "/public/*", "access": "public"}]}""";
    private static final String INDEX =
            "{\"name\": \"Index\", \"host\": \"apps.example.com\", \"path\": \"/\", \"access\": \"public\"}";

    @Parameter
    TestDatabase database;

    @TempDir
    Path folder;

    private UUID acme;

    @BeforeEach
    void fill() {
        database.empty();
        acme = database.call(em -> new Rows(em).organization("acme"));
    }

    @Test
    void whatTheFileDeclaresIsThereAndWhatItDeclaresNoMoreIsGone() {
        declare(INDEX, SALES);
        assertThat(addresses()).containsExactly("apps.example.com/", "apps.example.com/sales");
        database.run(em -> assertThat(apps(em).findAll())
                .allMatch(GuardedApp::isDeclared)
                .last()
                .satisfies(sales -> {
                    assertThat(sales.getPolicy().getOrganizationId()).contains(acme);
                    assertThat(sales.getRules()).hasSize(1);
                }));

        declare(SALES);
        assertThat(addresses()).containsExactly("apps.example.com/sales");

        declareNothing();
        assertThat(addresses()).isEmpty();
        assertThat(audited()).isEqualTo(4);
    }

    @Test
    void startingAgainWithTheSameFileChangesNothing() {
        declare(INDEX, SALES);
        declare(SALES, INDEX);

        assertThat(audited()).isEqualTo(2);
    }

    @Test
    void whatAdministratorsMadeStaysButForTheSameAddress() {
        var made = database.call(em -> {
            var sales = SomeApp.at("apps.example.com/sales", SomeApp.policy("public"));
            apps(em).add(sales);
            apps(em).add(SomeApp.at("/other", SomeApp.policy("public")));
            return sales.getId();
        });

        declare(SALES);

        database.run(em -> {
            var sales = apps(em).find(made).orElseThrow();
            assertThat(sales.isDeclared()).isTrue();
            assertThat(sales.getPolicy().getAccess()).isEqualTo(Access.ROLE);
        });
        declareNothing();
        assertThat(addresses()).containsExactly("/other");
    }

    @Test
    void anOrganizationThatComesLaterIsFoundAtTheNextStart() {
        var later = SALES.replace("acme", "later");
        declare(later);
        database.run(em -> assertThat(apps(em).findAll().get(0).getPolicy().getOrganizationId())
                .isEmpty());
        var id = database.call(em -> new Rows(em).organization("later"));

        declare(later);

        database.run(em -> assertThat(apps(em).findAll().get(0).getPolicy().getOrganizationId())
                .contains(id));
    }

    @Test
    void aWrongFileChangesNothing() {
        declare(INDEX);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> declare(SALES, "{\"name\": \"Login\", \"path\": \"/login\", \"access\": \"public\"}"))
                .withMessageContaining("application 2, path: ");

        assertThat(addresses()).containsExactly("apps.example.com/");
    }

    @Test
    void aTokenStaysUntilWhatItIsMadeFromChangesAndGoesWhenItIsNotAskedForAnyMore() {
        declare(withToken("1"));
        var first = token();
        assertThat(first.isDeclared()).isTrue();
        assertThat(audited()).isEqualTo(2);

        declare(withToken("1"), SALES);
        assertThat(token().toHolder()).isEqualTo(first.toHolder());

        declare(withToken("2"));
        assertThat(token().getId()).isEqualTo(first.getId());
        assertThat(token().getPrefix()).isNotEqualTo(first.getPrefix());
        assertThat(token().toHolder().secretId())
                .as("what was begun with it ends")
                .isNotEqualTo(first.toHolder().secretId());

        declare(INDEX);
        assertThat(tokens()).isEmpty();
        declare(withToken("2"));
        declareNothing();
        assertThat(tokens()).isEmpty();
    }

    @Test
    void tokensThatAdministratorsMadeForADeclaredApplicationStay() {
        declare(INDEX);
        database.run(em -> Injection.into(new AppTokenRepository(), em)
                .add(AppToken.made(
                        apps(em).findAll().get(0),
                        "Report",
                        PrefixedSecret.random(PrefixedSecret.Kind.APP_TOKEN),
                        "alice@example.com",
                        CLOCK.instant(),
                        null)));

        declare(withToken("1"));
        declare(INDEX);

        assertThat(token().getName()).isEqualTo("Report");
    }

    private static String withToken(String version) {
        return INDEX.replace("}", ", \"token\": {\"version\": \"" + version + "\"}}");
    }

    private AppToken token() {
        assertThat(tokens()).hasSize(1);
        return tokens().get(0);
    }

    private List<AppToken> tokens() {
        return database.call(em -> Injection.into(new AppTokenRepository(), em).findAll());
    }

    private void declare(String... apps) {
        try {
            var file = Files.writeString(folder.resolve("apps.json"), "[" + String.join(",\n", apps) + "]");
            start(new GivenSettings(Setting.GUARDED_APPS_FILE, file.toString())
                    .with(Setting.SECRET_KEY, "4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void declareNothing() {
        start(new GivenSettings());
    }

    private void start(GivenSettings given) {
        var settings = given.read();
        database.run(em -> Injection.into(
                        new DeclaredApps(),
                        settings,
                        Injection.into(new OwnAddress(), settings),
                        apps(em),
                        Injection.into(new AppTokenRepository(), em),
                        Injection.into(new OrganizationRepository(), em),
                        new ReservedSlugs(),
                        Injection.into(new AuditLog(), Injection.into(new AuditRepository(), em), CLOCK),
                        CLOCK)
                .apply());
    }

    private List<String> addresses() {
        return database.call(em ->
                apps(em).findAll().stream().map(app -> app.address().toString()).toList());
    }

    private long audited() {
        return database.call(em -> new Rows(em).count("audit_event"));
    }

    private static GuardedAppRepository apps(EntityManager em) {
        return Injection.into(new GuardedAppRepository(), em);
    }
}
