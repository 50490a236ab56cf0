package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.setup.Finding.Status;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The checks against a real Keycloak, and all of them as Gatehouse tells them. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SetupIT {
    private static final String API = "/api/admin/setup";

    private final GivenSettings given = new GivenSettings();

    SetupIT() {
        for (var setting : List.of(PUBLIC_URL, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_URI)) {
            given.with(setting, TestEnvironment.settings().get(setting.name()));
        }
    }

    @Test
    void keycloakWithTheRightSettingsIsWell() throws Exception {
        assertThat(discovery().status()).as(discovery().detail()).isEqualTo(Status.OK);
        assertThat(credentials().status()).as(credentials().detail()).isEqualTo(Status.OK);
        assertThat(redirectUri().status()).as(redirectUri().detail()).isEqualTo(Status.OK);
    }

    @Test
    void keycloaksCredentialsHoldByEitherMethod() throws Exception {
        for (var method : List.of("client_secret_basic", "client_secret_post")) {
            given.with(OIDC_CLIENT_AUTHENTICATION, method);
            assertThat(credentials().status()).isEqualTo(Status.OK);
            assertThat(credentials().detail()).contains(method);
        }
    }

    @Test
    void keycloakTellsAWrongSecretAndAnUnknownClient() throws Exception {
        for (var method : List.of("client_secret_basic", "client_secret_post")) {
            given.with(OIDC_CLIENT_AUTHENTICATION, method);
            given.with(OIDC_CLIENT_SECRET, "wrong");
            assertThat(credentials().status()).as(method).isEqualTo(Status.WRONG);
            assertThat(credentials().toString()).doesNotContain("wrong,");
        }
        given.with(OIDC_CLIENT_ID, "nobody");
        assertThat(credentials().status()).isEqualTo(Status.WRONG);
        assertThat(redirectUri().status()).isEqualTo(Status.WRONG);
    }

    @Test
    void keycloakTellsARedirectUriThatIsNotRegistered() throws Exception {
        for (var other : List.of(
                "https://other.example.com/api/auth/callback",
                TestEnvironment.gatehouse() + "/api/auth/callback/",
                TestEnvironment.gatehouse() + "/other")) {
            given.with(OIDC_REDIRECT_URI, other);

            assertThat(redirectUri().status()).as(other).isEqualTo(Status.WRONG);
            assertThat(redirectUri().value()).isEqualTo(other);
        }
        given.with(OIDC_REDIRECT_URI, TestEnvironment.settings().get("OIDC_REDIRECT_URI"))
                .with(OIDC_SCOPES, "openid no-such-scope");
        assertThat(redirectUri().fix()).contains("OIDC_SCOPES");
    }

    @Test
    void keycloakTellsAnIssuerWithASlashAndARealmThatIsNone() {
        var issuer = TestEnvironment.keycloak().issuer().toString();
        given.with(OIDC_ISSUER, issuer + "/");
        assertThat(discovery().value()).isEqualTo("OIDC_ISSUER=" + issuer);

        given.with(OIDC_ISSUER, issuer + "-other");
        assertThat(discovery().detail()).contains("answers 404");
    }

    @Test
    void anAdministratorIsToldHowAllStands() throws Exception {
        var begin = Instant.now();
        var checks = Newcomer.administrator().get(API);

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(checks.json().get("checks").findValuesAsText("name"))
                .containsExactly(
                        "discovery",
                        "credentials",
                        "redirect_uri",
                        "keycloak",
                        "cookie",
                        "proxy",
                        "origins",
                        "secrets",
                        "shared_token",
                        "clocks",
                        "database",
                        "mail",
                        "metrics");
        assertThat(checks.json().get("checks").findValuesAsText("status"))
                .as(checks.response().body())
                .startsWith("ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok")
                .endsWith("unknown");
        assertThat(checks.text(line(Subject.DATABASE, "detail"))).startsWith("PostgreSQL 14.");
        assertNoSecretIn(checks.response().body());
    }

    @Test
    void whatARequestTellsOfItsProxyIsHeldAgainstTheSettings() throws Exception {
        var root = Newcomer.administrator().api();

        var foreign = new Answer(root.get(
                API,
                Map.of(
                        "X-Forwarded-For",
                        "203.0.113.9",
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Host",
                        "g.example.com")));
        assertThat(foreign.text(line(Subject.COOKIE, "status"))).isEqualTo("wrong");
        assertThat(foreign.text(line(Subject.COOKIE, "detail"))).contains("g.example.com (by which this request came)");
        assertThat(foreign.text(line(Subject.PROXY, "status"))).isEqualTo("ok");

        var silent = new Answer(root.get(API, Map.of("X-Forwarded-For", "203.0.113.9")));
        assertThat(silent.text(line(Subject.PROXY, "detail"))).contains("by which scheme");
    }

    @Test
    void anOperatorOnThisMachineNeedsNoSession() throws Exception {
        var answer = Api.anonymous().get("/setup");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(answer.body().lines()).hasSize(13).allMatch(line -> line.matches("[a-z_]+: [a-z_]+\\. .+"));
        assertThat(answer.body()).contains("discovery: ok. ", "proxy: unknown. Only a request tells");
        assertNoSecretIn(answer.body());
    }

    @Test
    void nobodyElseFindsAnythingThere() throws Exception {
        for (var header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via", "Origin", "Sec-Fetch-Site")) {
            assertThat(Api.with(header, "127.0.0.1").get("/setup").statusCode())
                    .as(header)
                    .isEqualTo(404);
        }
        assertThat(Api.anonymous().get(API).statusCode()).isEqualTo(401);
        assertThat(Api.anonymous().post("/setup", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void whatIsDownIsToldToThePersonAndToTheScript() throws Exception {
        TestEnvironment.mail().pause();
        try {
            TimeUnit.SECONDS.sleep(3); // an answer is kept for two
            var answer = Api.anonymous().get("/setup");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("mail: wrong. localhost:");

            var checks = Newcomer.administrator().get(API);
            assertThat(checks.text(line(Subject.MAIL, "status"))).isEqualTo("wrong");
            assertThat(checks.text(line(Subject.MAIL, "value"))).startsWith("nc -vz localhost ");
        } finally {
            TestEnvironment.mail().resume();
        }
    }

    private static String line(Subject subject, String field) {
        return "/checks/" + List.of(Subject.values()).indexOf(subject) + "/" + field;
    }

    private static void assertNoSecretIn(String text) {
        for (var secret : List.of(SECRET_KEY, OIDC_CLIENT_SECRET, KEYCLOAK_ADMIN_CLIENT_SECRET)) {
            assertThat(text).doesNotContain(TestEnvironment.settings().get(secret.name()));
        }
    }

    private Finding discovery() {
        return Injection.into(new DiscoveryCheck(), given.read(), provider()).look();
    }

    private Finding credentials() throws IOException {
        return Injection.into(new CredentialsCheck(), given.read(), provider(), probe())
                .look();
    }

    private Finding redirectUri() throws IOException {
        return Injection.into(new RedirectUriCheck(), given.read(), provider(), probe())
                .look();
    }

    private static Provider provider() {
        return Injection.into(new Provider(), probe());
    }

    private static Probe probe() {
        return Injection.into(new Probe());
    }
}
