package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatehouse.access.PrefixedSecret;
import org.gatehouse.access.PrefixedSecret.Kind;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AppTokenRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");

    @Parameter
    TestDatabase database;

    private final PrefixedSecret secret = PrefixedSecret.random(Kind.APP_TOKEN);
    private UUID app;
    private UUID token;

    @BeforeEach
    void fill() {
        database.empty();
        app = addApp("/sales");
        token = add(app, "Report", secret, NOW);
    }

    @Test
    void aTokenIsFoundByItsSecretAndByWhatWasBegunWithIt() {
        database.run(em -> {
            var found = tokens(em).find(secret).orElseThrow();
            assertThat(found.getName()).isEqualTo("Report");
            assertThat(found.getPrefix()).isEqualTo(secret.prefix());
            assertThat(found.toHolder().appId()).isEqualTo(app);
            assertThat(tokens(em).findBySecretId(found.toHolder().secretId()))
                    .map(AppToken::getId)
                    .contains(token);
            assertThat(tokens(em).find(PrefixedSecret.random(Kind.APP_TOKEN))).isEmpty();
            assertThat(tokens(em).findBySecretId(token)).isEmpty();
        });
    }

    @Test
    void aRotatedOneHasTheSameIdAndOpensNothingByItsFormerSecret() {
        var before = holder();
        var next = PrefixedSecret.random(Kind.APP_TOKEN);
        use(NOW);

        database.run(em -> tokens(em).find(secret).orElseThrow().rotate(next));

        database.run(em -> {
            assertThat(tokens(em).find(secret)).isEmpty();
            assertThat(tokens(em).findBySecretId(before)).isEmpty();
            assertThat(tokens(em).find(next)).hasValueSatisfying(same -> {
                assertThat(same.getId()).isEqualTo(token);
                assertThat(same.getLastUsedAt()).isNull();
            });
        });
    }

    @Test
    void tokensOfAnApplicationAreListedTheOldestFirst() {
        var older = add(app, "Older", PrefixedSecret.random(Kind.APP_TOKEN), NOW.minusSeconds(1));
        add(addApp("/other"), "Report", PrefixedSecret.random(Kind.APP_TOKEN), NOW);

        database.run(em -> {
            assertThat(tokens(em).findAllOf(app)).extracting(AppToken::getId).containsExactly(older, token);
            assertThat(tokens(em).findAll()).hasSize(3);
        });
    }

    @Test
    void theyGoWithTheirApplication() {
        database.run(em -> {
            var apps = Injection.into(new GuardedAppRepository(), em);
            apps.remove(apps.lock(app).orElseThrow());
        });

        database.run(em -> assertThat(new Rows(em).count("app_token")).isZero());
    }

    @Test
    void useIsNotedOnceAMinute() {
        use(NOW);
        use(NOW.plusSeconds(59));
        assertThat(lastUsed()).isEqualTo(NOW);

        use(NOW.plusSeconds(61));
        assertThat(lastUsed()).isEqualTo(NOW.plusSeconds(61));
    }

    @Test
    void nobodyWaitsToHaveItNoted() {
        database.run(em -> {
            em.find(AppToken.class, token, LockModeType.PESSIMISTIC_WRITE);
            assertThat(CompletableFuture.runAsync(() -> use(NOW)).orTimeout(1, TimeUnit.SECONDS))
                    .succeedsWithin(java.time.Duration.ofSeconds(1));
        });

        assertThat(lastUsed()).isNull();
    }

    private UUID addApp(String address) {
        return database.call(em -> {
            var made = SomeApp.at(address, SomeApp.policy("shared_token"));
            Injection.into(new GuardedAppRepository(), em).add(made);
            return made.getId();
        });
    }

    private UUID add(UUID appId, String name, PrefixedSecret given, Instant at) {
        return database.call(em -> {
            var made = AppToken.made(em.find(GuardedApp.class, appId), name, given, "alice@example.com", at, null);
            tokens(em).add(made);
            return made.getId();
        });
    }

    private UUID holder() {
        return database.call(
                em -> tokens(em).find(secret).orElseThrow().toHolder().secretId());
    }

    private void use(Instant at) {
        database.run(em -> tokens(em).noteUse(token, at));
    }

    private Instant lastUsed() {
        return database.call(em -> em.find(AppToken.class, token).getLastUsedAt());
    }

    private static AppTokenRepository tokens(EntityManager em) {
        return Injection.into(new AppTokenRepository(), em);
    }
}
