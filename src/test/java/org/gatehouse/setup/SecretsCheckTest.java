package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import org.gatehouse.settings.GivenSettings;
import org.gatehouse.setup.Finding.Status;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;

class SecretsCheckTest {

    private static final String GOOD = "4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j";

    private final GivenSettings given = new GivenSettings(SECRET_KEY, GOOD);

    @Test
    void aRandomKeyIsWell() {
        assertThat(look().status()).isEqualTo(Status.OK);
        assertThat(look().fix()).isNull();
    }

    @Test
    void aPreviousKeyIsRememberedOf() {
        given.with(SECRET_KEY_PREVIOUS, GOOD.toLowerCase(java.util.Locale.ROOT));

        assertThat(look().status()).isEqualTo(Status.OK);
        assertThat(look().fix()).contains("Unset SECRET_KEY_PREVIOUS");
    }

    @Test
    void theDemosSecretsAreRememberedOf() {
        given.with(PUBLIC_URL, "http://localhost")
                .with(OIDC_ISSUER, "http://localhost/realms/gatehouse")
                .with(OIDC_CLIENT_ID, "gatehouse")
                .with(OIDC_CLIENT_SECRET, "demo-only-gatehouse-secret");

        assertThat(look().status()).isEqualTo(Status.OK);
        assertThat(look().detail()).contains("the demo's");
    }

    @Test
    void aKeyThatIsEasilyGuessedIsTold() {
        given.with(SECRET_KEY, "abababababababababababababababababab");

        assertThat(look().status()).isEqualTo(Status.WRONG);
    }

    @Test
    void noKeyIsTold() {
        given.without(SECRET_KEY);

        assertThat(look().status()).isEqualTo(Status.NOT_CONFIGURED);
    }

    @Test
    void noSecretIsEverTold() {
        given.with(SECRET_KEY_PREVIOUS, "x" + GOOD);

        assertThat(look().toString()).doesNotContain(GOOD);
    }

    private Finding look() {
        return Injection.into(new SecretsCheck(), given.read()).look();
    }
}
