package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.FakeProviderGatehouse;
import org.gatehouse.testing.PayaraMicro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example file, as it is read at start. */
class DeclaredAppsIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "/,                204",
        "/anything,        204",
        "/dashboard,       401",
        "/dashboards,      204",
        "/sales,           401",
        "/sales/public/x,  204",
        "/sales/admin,     401",
    })
    void theLongestPathOfTheChainDecides(String uri, int status) throws Exception {
        var answer = Api.anonymous()
                .get(
                        FakeProviderGatehouse.address() + "/api/guard/verify",
                        Map.of("X-Forwarded-Host", "apps.example.com", "X-Forwarded-Uri", uri));

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void whoNamesAnOrganizationThatIsNotThereIsToldInTheLog() throws Exception {
        assertThat(FakeProviderGatehouse.address()).as("started").isNotNull();
        assertThat(FakeProviderGatehouse.log())
                .contains("GUARDED_APPS_FILE names the organization acme, which is not there");
    }

    /** Whoever had it would be let in at the next start. */
    @Test
    void nobodyTakesTheNameOfAnOrganizationThatTheFileNames() throws Exception {
        var orgs = FakeProviderGatehouse.address() + "/api/orgs";
        var mallory = FakeProviderGatehouse.signedIn("mallory-" + UUID.randomUUID(), "any");

        assertThat(mallory.post(orgs, Map.of("name", "Acme", "slug", "acme")).problem())
                .isEqualTo("slug-taken");
        var other = mallory.post(orgs, Map.of("name", "Acme", "slug", "a-" + UUID.randomUUID()));
        assertThat(other.status()).isEqualTo(201);
        assertThat(mallory.patch(orgs + "/" + other.text("/id"), Map.of("slug", "acme"))
                        .problem())
                .isEqualTo("slug-taken");
        assertThat(mallory.patch(orgs + "/" + other.text("/id"), Map.of("name", "Other"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobodyIsGivenItWithTheirFirstSignIn() throws Exception {
        var provider = FakeProviderGatehouse.provider();
        var browser = Api.anonymous();
        provider.person(Map.of(
                "sub",
                UUID.randomUUID().toString(),
                "email",
                "acme@example.com",
                "email_verified",
                false,
                "name",
                "Mallory"));
        try {
            browser.browse(FakeProviderGatehouse.address() + "/api/auth/login");
        } finally {
            provider.behave();
        }

        assertThat(new Answer(browser.get(FakeProviderGatehouse.address() + "/api/orgs")).text("/0/slug"))
                .startsWith("acme-");
    }

    @Test
    void theTokenThatAnApplicationAsksForIsShownOnceAsAnAddressAndOpensIt() throws Exception {
        assertThat(FakeProviderGatehouse.address()).as("started").isNotNull();
        var shown = Pattern.compile(
                        "Open http://apps\\.example\\.com/dashboard\\?access_token=(gha_[\\w-]+) to come to Dashboard")
                .matcher(FakeProviderGatehouse.log());

        assertThat(shown.results().map(found -> found.group(1))).singleElement().satisfies(token -> {
            assertThat(ask("/dashboard", token)).isEqualTo(204);
            assertThat(ask("/sales", token)).isEqualTo(403);
        });
    }

    private static int ask(String uri, String token) throws Exception {
        return Api.with("Authorization", "Bearer " + token)
                .get(
                        FakeProviderGatehouse.address() + "/api/guard/verify",
                        Map.of("X-Forwarded-Host", "apps.example.com", "X-Forwarded-Uri", uri))
                .statusCode();
    }

    @Test
    void withAWrongFileItDoesNotStartAndSaysWhatIsWrong() throws Exception {
        var file = Files.writeString(
                folder.resolve("apps.json"), "[{\"name\": \"Login\", \"path\": \"/login\", \"access\": \"all\"}]");
        var settings = Map.of("DATA_DIR", folder.toString(), "GUARDED_APPS_FILE", file.toString());

        var log = Path.of("target", "it", "wrong-apps-file.log");
        try (var payara = PayaraMicro.start("/", settings, log)) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(payara::awaitReady);
        }

        assertThat(Files.readString(log))
                .contains("Gatehouse does not start", "application 1, path: ", "application 1, access: ");
    }
}
