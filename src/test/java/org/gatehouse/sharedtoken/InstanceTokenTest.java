package org.gatehouse.sharedtoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.settings.Setting.*;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import org.gatehouse.problem.TooManyRequestsProblem;
import org.gatehouse.ratelimit.RateLimits;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTokenTest {
    private static final String KEY = "4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j";
    private static final String HERE = "203.0.113.1";
    private static final String ELSEWHERE = "203.0.113.2";

    @TempDir
    private Path folder;

    @Test
    void withNothingSetItIsRandomAndAnotherOneAtEachStart() {
        var first = start(new GivenSettings()).shown().orElseThrow();
        var second = start(new GivenSettings(SECRET_KEY, KEY)).shown().orElseThrow();

        assertThat(Base64.getUrlDecoder().decode(first)).hasSizeGreaterThanOrEqualTo(16);
        assertThat(first)
                .isNotEqualTo(second)
                .isNotEqualTo(start(new GivenSettings()).shown().orElseThrow());
    }

    @Test
    void withAProviderThereIsNoneUnlessOneIsAskedFor() {
        var provider = new GivenSettings(SECRET_KEY, KEY, OIDC_ISSUER, "https://sso.example.com");

        var token = start(provider);
        assertThat(token.isOn()).isFalse();
        assertThat(token.isInForce(UUID.randomUUID())).isFalse();
        assertThatThrownBy(() -> token.require("", HERE)).isInstanceOf(WrongSharedTokenProblem.class);

        assertThat(start(provider.with(SHARED_TOKEN, "random")).isOn()).isTrue();
        assertThat(start(provider.without(SHARED_TOKEN).with(SHARED_TOKEN_PASSWORD, "sup3rs3cr3t"))
                        .isOn())
                .isTrue();
    }

    @Test
    void turnedOffThereIsNoneWithoutAProviderEither() {
        assertThat(start(new GivenSettings(SHARED_TOKEN, "off")).isOn()).isFalse();
    }

    @Test
    void aDeterministicTokenIsTheSameAtEachStartAndOnEachNode() {
        assertThat(deterministic(new GivenSettings(DATA_DIR, "/here")))
                .isEqualTo(deterministic(
                        new GivenSettings(DATA_DIR, "/there").with(PUBLIC_URL, "https://gate.example.com")))
                .hasSize(43);
    }

    @Test
    void itChangesWithTheKeyTheVersionAndTheFilesContentAndWithNothingElse() throws Exception {
        var notebook = Files.writeString(folder.resolve("notebook.py"), "x = 1\n");
        var copy = Files.copy(notebook, folder.resolve("copy.py"));
        var changed = Files.writeString(folder.resolve("changed.py"), "x = 2\n");

        var plain = deterministic(new GivenSettings());
        var byFile = deterministic(new GivenSettings(SHARED_TOKEN_VERSION_FILE, notebook.toString()));
        assertThat(plain)
                .isNotEqualTo(deterministic(new GivenSettings(SHARED_TOKEN_VERSION, "1")))
                .isNotEqualTo(byFile)
                .isNotEqualTo(start(new GivenSettings(SHARED_TOKEN, "deterministic")
                                .with(SECRET_KEY, KEY.toLowerCase(java.util.Locale.ROOT)))
                        .shown()
                        .orElseThrow());
        assertThat(deterministic(new GivenSettings(SHARED_TOKEN_VERSION, "1")))
                .isEqualTo(deterministic(new GivenSettings(SHARED_TOKEN_VERSION, "1")))
                .isNotEqualTo(deterministic(new GivenSettings(SHARED_TOKEN_VERSION, "2")));
        assertThat(byFile)
                .isEqualTo(deterministic(new GivenSettings(SHARED_TOKEN_VERSION_FILE, copy.toString())))
                .isNotEqualTo(deterministic(new GivenSettings(SHARED_TOKEN_VERSION_FILE, changed.toString())));
    }

    @Test
    void whoHasTheTokenIsLetInByItsIdWhichTheNextOneHasNot() {
        var token = start(new GivenSettings(SHARED_TOKEN_PASSWORD, "sup3rs3cr3t", SECRET_KEY, KEY));
        var id = token.require("sup3rs3cr3t", HERE);

        assertThat(token.isInForce(id)).isTrue();
        assertThat(start(new GivenSettings(SHARED_TOKEN_PASSWORD, "sup3rs3cr3t", SECRET_KEY, KEY))
                        .isInForce(id))
                .as("after a restart")
                .isTrue();
        assertThat(start(new GivenSettings(SHARED_TOKEN_PASSWORD, "another", SECRET_KEY, KEY))
                        .isInForce(id))
                .isFalse();
        assertThat(start(new GivenSettings(SHARED_TOKEN, "off")).isInForce(id)).isFalse();
    }

    @Test
    void aPasswordIsNotToldToTheLog() {
        assertThat(start(new GivenSettings(SHARED_TOKEN_PASSWORD, "sup3rs3cr3t"))
                        .shown())
                .isEmpty();
    }

    @Test
    void whoGuessesAPasswordIsRefusedEvenWithTheRightOneAndOthersAreNot() {
        var token = start(new GivenSettings(SHARED_TOKEN_PASSWORD, "sup3rs3cr3t", RATE_LIMIT_FAILURES, "3"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> token.require("guess", HERE)).isInstanceOf(WrongSharedTokenProblem.class);
        }

        assertThatThrownBy(() -> token.require("guess", HERE)).isInstanceOf(TooManyRequestsProblem.class);
        assertThatThrownBy(() -> token.require("sup3rs3cr3t", HERE)).isInstanceOf(TooManyRequestsProblem.class);
        assertThat(token.require("sup3rs3cr3t", ELSEWHERE)).isNotNull();
    }

    @Test
    void theRightPasswordMayBeBroughtAsOftenAsOneLikes() {
        var token = start(new GivenSettings(SHARED_TOKEN_PASSWORD, "sup3rs3cr3t", RATE_LIMIT_FAILURES, "3"));

        for (int i = 0; i < 100; i++) {
            assertThat(token.require("sup3rs3cr3t", HERE)).isNotNull();
        }
    }

    @Test
    void aTokenThatNobodyGuessesLetsInWhateverTheNeighboursTry() {
        var token = start(new GivenSettings(RATE_LIMIT_FAILURES, "3"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> token.require("guess", HERE)).isInstanceOf(WrongSharedTokenProblem.class);
        }
        assertThatThrownBy(() -> token.require("guess", HERE)).isInstanceOf(TooManyRequestsProblem.class);

        assertThat(token.require(token.shown().orElseThrow(), HERE)).isNotNull();
    }

    private static String deterministic(GivenSettings given) {
        return start(given.with(SHARED_TOKEN, "deterministic").with(SECRET_KEY, KEY))
                .shown()
                .orElseThrow();
    }

    private static InstanceToken start(GivenSettings given) {
        var settings = given.read();
        return Injection.into(new InstanceToken(), settings, Injection.into(new RateLimits(), settings));
    }
}
