package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import org.gatehouse.settings.GivenSettings;
import org.gatehouse.setup.Finding.Status;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;

class SharedTokenCheckTest {

    @Test
    void aTokenOfOursIsWell() {
        assertThat(look(new GivenSettings()).detail()).contains("random token");
        assertThat(look(new GivenSettings(SHARED_TOKEN, "deterministic")).detail())
                .contains("SECRET_KEY");
    }

    @Test
    void aPasswordThatIsEasilyGuessedIsToldAndNotRepeated() {
        assertThat(look(new GivenSettings(SHARED_TOKEN_PASSWORD, "Öffne dich, Sesam"))
                        .status())
                .isEqualTo(Status.OK);

        var finding = look(new GivenSettings(SHARED_TOKEN_PASSWORD, "hunter2"));

        assertThat(finding.status()).isEqualTo(Status.WRONG);
        assertThat(finding.toString()).doesNotContain("hunter2");
    }

    @Test
    void anonymousAccessIsRememberedOfAndNoneIsWellWithAProvider() {
        assertThat(look(new GivenSettings(SHARED_TOKEN, "off")).fix()).contains("Unset SHARED_TOKEN");
        assertThat(look(new GivenSettings(OIDC_ISSUER, "https://sso.example.com"))
                        .fix())
                .isNull();
    }

    private static Finding look(GivenSettings given) {
        return Injection.into(new SharedTokenCheck(), given.read()).look();
    }
}
