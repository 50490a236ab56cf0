package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.gatehouse.session.EncryptionKey;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
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
class AssertionKeyServiceTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Parameter
    TestDatabase database;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void allNodesSignWithTheSamePairAlsoAfterARestart() {
        var first = at(NOW, KEY, AssertionKeyService::current);
        var second = at(NOW.plusSeconds(60), KEY, AssertionKeyService::current);

        assertThat(second.toJSONString()).isEqualTo(first.toJSONString());
        assertThat(first.isPrivate()).isTrue();
    }

    @Test
    void thePrivateHalfIsNeitherPublishedNorReadableInTheDatabase() {
        var pair = at(NOW, KEY, AssertionKeyService::current);

        assertThat(at(NOW, KEY, AssertionKeyService::published).getKeys()).containsExactly(pair.toPublicJWK());
        var stored = database.<AssertionKey>call(em -> repository(em).findAll().get(0));
        assertThat(stored.getPrivateKey())
                .doesNotContain(pair.getPrivateExponent().toString());
        assertThat(stored.getPublicKey()).doesNotContain("\"d\"");
    }

    @Test
    void aPairSignsForAMonthAndIsPublishedForADayMore() {
        var old = at(NOW, KEY, AssertionKeyService::current);
        var then = NOW.plus(Duration.ofDays(30));
        assertThat(at(then.minusSeconds(1), KEY, AssertionKeyService::current)).isEqualTo(old);

        var next = at(then, KEY, AssertionKeyService::current);

        assertThat(next.getKeyID()).isNotEqualTo(old.getKeyID());
        assertThat(published(then.plus(Duration.ofHours(23)))).containsExactly(next.getKeyID(), old.getKeyID());
        assertThat(published(then.plus(Duration.ofDays(1)))).containsExactly(next.getKeyID());
    }

    @Test
    void whatIsNotPublishedAnyMoreIsForgotten() {
        at(NOW, KEY, AssertionKeyService::current);
        var then = NOW.plus(Duration.ofDays(31));
        var next = at(then, KEY, AssertionKeyService::current);

        removeOld(then.plusSeconds(1));
        assertThat(published(then.plusSeconds(1))).hasSize(2);
        removeOld(then.plus(Duration.ofDays(1)));

        assertThat(published(then.plus(Duration.ofDays(1)))).containsExactly(next.getKeyID());
        database.run(em -> assertThat(new Rows(em).count("assertion_key")).isEqualTo(1));
    }

    /** Two nodes, one of which has a new SECRET_KEY already. */
    @Test
    void aPairThatCannotBeDecryptedIsReplacedAndStillPublished() {
        var old = at(NOW, KEY, AssertionKeyService::current);
        var next = at(NOW.plusSeconds(1), KEY + "2", AssertionKeyService::current);

        assertThat(next.getKeyID()).isNotEqualTo(old.getKeyID());
        assertThat(published(NOW.plusSeconds(2))).containsExactly(next.getKeyID(), old.getKeyID());
        assertThat(at(NOW.plusSeconds(2), KEY, AssertionKeyService::current)).isEqualTo(old);
        assertThat(at(NOW.plusSeconds(2), KEY + "2", AssertionKeyService::current))
                .isEqualTo(next);
    }

    private List<String> published(Instant now) {
        return at(now, KEY, AssertionKeyService::published).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }

    private void removeOld(Instant now) {
        at(now, KEY, service -> {
            service.removeOld();
            return true;
        });
    }

    private <T> T at(Instant now, String secretKey, Function<AssertionKeyService, T> use) {
        var settings = new GivenSettings(Setting.SECRET_KEY, secretKey).read();
        return database.call(em -> use.apply(Injection.into(
                new AssertionKeyService(),
                repository(em),
                Injection.into(new EncryptionKey(), settings),
                Clock.fixed(now, ZoneOffset.UTC))));
    }

    private static AssertionKeyRepository repository(EntityManager em) {
        var repository = new AssertionKeyRepository();
        repository.em = em;
        return repository;
    }
}
