package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import org.gatehouse.settings.GivenSettings;
import org.gatehouse.setup.Finding.Status;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsCheckTest {

    private final GivenSettings given = new GivenSettings(PUBLIC_URL, "https://api.example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "https://app.example.com, http://localhost:3000",
                "https://APP.example.com:8443"
            })
    void originsAreWell(String origins) {
        assertThat(look(origins).status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/, CORS_ORIGINS=https://app.example.com",
        "https://app.example.com/path, CORS_ORIGINS=https://app.example.com",
        "https://app.example.com:443, CORS_ORIGINS=https://app.example.com",
        "http://app.example.com, CORS_ORIGINS=https://app.example.com",
        "*, ",
        "app.example.com, "
    })
    void whatIsNoneIsToldAsItShouldBe(String origins, String value) {
        assertThat(look(origins).status()).isEqualTo(Status.WRONG);
        assertThat(look(origins).value()).isEqualTo(value);
    }

    @Test
    void byHttpIsWellWhereEverythingIs() {
        given.with(PUBLIC_URL, "http://api.test.example.com");

        assertThat(look("http://app.test.example.com").status()).isEqualTo(Status.OK);
    }

    @Test
    void theFrontEndHasToBeAmongThemUnlessItIsOurOwn() {
        given.with(FRONTEND_URL, "https://app.example.com/start");

        assertThat(look("https://other.example.com").value())
                .isEqualTo("CORS_ORIGINS=https://other.example.com, https://app.example.com");
        assertThat(look("https://app.example.com").status()).isEqualTo(Status.OK);
        given.without(CORS_ORIGINS);
        assertThat(check().value()).isEqualTo("CORS_ORIGINS=https://app.example.com");
        given.with(FRONTEND_URL, "https://api.example.com/app");
        assertThat(check().status()).isEqualTo(Status.OK);
    }

    private Finding look(String origins) {
        given.with(CORS_ORIGINS, origins);
        return check();
    }

    private Finding check() {
        return Injection.into(new OriginsCheck(), given.read()).look();
    }
}
