package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.FakeProvider;
import org.gatehouse.testing.PayaraMicro;
import org.gatehouse.testing.Ports;
import org.gatehouse.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider like Auth0, which at first is not there, and then not itself. */
@TestMethodOrder(OrderAnnotation.class)
class OtherProviderIT {
    /** What forms, headers and expressions give a meaning to. */
    private static final String SECRET = "p%40:&=+?/\u00f6#{7*7} {x}";

    private static final String FRONT_END = "https://app.example.com";

    private static final Path LOG = Path.of("target", "it", "other-provider.log");

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private static final FakeProvider PROVIDER = FakeProvider.start();
    private static PayaraMicro payara;

    @TempDir
    private static Path data;

    private final Api browser = Api.anonymous();

    @BeforeAll
    static void start() {
        PROVIDER.resembleAuth0();
        PROVIDER.setClientSecret(SECRET);
        var port = Ports.free();
        payara = PayaraMicro.start(
                port,
                "/",
                Map.of(
                        "DATA_DIR",
                        data.toString(),
                        "PUBLIC_URL",
                        "http://localhost:" + port,
                        "SECRET_KEY",
                        TestEnvironment.settings().get("SECRET_KEY"),
                        "OIDC_ISSUER",
                        PROVIDER.issuer(),
                        "OIDC_CLIENT_ID",
                        FakeProvider.CLIENT_ID,
                        "OIDC_CLIENT_SECRET",
                        SECRET,
                        "OIDC_PROVIDER_NAME",
                        "Auth0",
                        "FRONTEND_URL",
                        FRONT_END + "/"),
                LOG);
        payara.awaitReady();
    }

    @AfterAll
    static void stop() {
        payara.close();
        PROVIDER.close();
    }

    @AfterEach
    void behave() {
        PROVIDER.behave();
    }

    @Test
    @Order(1)
    void aProviderThatIsDownWhenGatehouseStartsIsSaidToBe() throws Exception {
        PROVIDER.pause();

        assertThat(browser.browse(payara.address() + "/login").body()).contains("Continue with Auth0");
        assertThat(signIn()).contains("error=unreachable");
    }

    @Test
    @Order(2)
    @DisplayName("oidcc-client-test-discovery-issuer-mismatch")
    void anIssuerWithoutItsSlashIsAnother() throws Exception {
        var issuer = PROVIDER.metadata().put("issuer", PROVIDER.address().toString());
        try {
            assertThat(signIn()).contains("error=setup");
        } finally {
            PROVIDER.metadata().put("issuer", issuer);
        }
    }

    @Test
    @Order(3)
    void aDiscoveryDocumentThatIsNoneOrHasExpressionsIsRefused() throws Exception {
        PROVIDER.instead(DISCOVERY, 200, "<html>Sign in to the hotel's network</html>");
        assertThat(signIn()).contains("error=provider");

        PROVIDER.instead(DISCOVERY, 200, "[]");
        assertThat(signIn()).contains("error=provider");

        var expression = "\"jwks_uri\":\"\\u0024{'" + PROVIDER.address() + "/jwks'}\"";
        PROVIDER.instead(
                DISCOVERY,
                200,
                new ObjectMapper()
                        .writeValueAsString(PROVIDER.metadata())
                        .replace("\"jwks_uri\":\"" + PROVIDER.address() + "/jwks\"", expression));
        assertThat(signIn()).contains("error=provider");
        assertThat(Files.readString(LOG)).contains("has an expression in its discovery document");
    }

    @Test
    @Order(4)
    @DisplayName("oidcc-client-test-kid-absent-multiple-jwks, oidcc-client-test-client-secret-basic")
    void onceTheProviderIsItselfPeopleSignIn() throws Exception {
        PROVIDER.keysWithoutId(FakeProvider.newKey("a"), FakeProvider.newKey("b"));
        PROVIDER.signing(
                claims -> FakeProvider.sign(PROVIDER.key(), new JWSHeader.Builder(JWSAlgorithm.RS256), claims));

        assertThat(signIn()).isEqualTo("/account");

        assertThat(browser.get(payara.address() + "/api/auth/me").body()).contains("\"authenticated\":true");
        var request = PROVIDER.tokenRequests().get(0);
        assertThat(request.get("Authorization")).startsWith("Basic ");
        assertThat(request).doesNotContainKey("client_secret").doesNotContainKey("client_id");
    }

    @Test
    @Order(5)
    void signingOutLeadsToAuth0sOwnAddress() throws Exception {
        signIn();

        var signedOut = browser.post(payara.address() + "/api/auth/logout", "{}");

        assertThat(signedOut.body())
                .contains("\"logout_url\":\"" + PROVIDER.address() + "/v2/logout?client_id=gatehouse&returnTo=")
                .contains("returnTo=https%3A%2F%2Fapp.example.com\"");
        assertThat(browser.get(payara.address() + "/api/auth/me").body()).contains("\"authenticated\":false");
    }

    @ParameterizedTest
    @Order(6)
    @CsvSource({
        "https://app.example.com/boards/7?tab=a, https://app.example.com/boards/7?tab=a",
        "/account, /account",
        "'', https://app.example.com",
        "https://evil.example.com/, https://app.example.com",
        "https://app.example.com.evil.example.com/, https://app.example.com",
        "https://app.example.com@evil.example.com/, https://app.example.com",
        "//evil.example.com, https://app.example.com",
    })
    void signInEndsOnTheFrontEndOrHereAndNowhereElse(String next, String end) throws Exception {
        var leaving = browser.get(
                payara.address() + "/api/auth/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        var callback = browser.get(leaving.headers().firstValue("Location").orElseThrow());
        var landing = browser.get(callback.headers().firstValue("Location").orElseThrow());

        assertThat(landing.headers()
                        .firstValue("Location")
                        .orElseThrow()
                        .replace(payara.address().toString(), ""))
                .isEqualTo(end);
        assertThat(browser.cookies()).containsKey("gatehouse_session");
    }

    /** Where it ends, as a path with its query. */
    private String signIn() throws Exception {
        var end = browser.browse(payara.address() + "/api/auth/login?next=/account")
                .uri();
        return end.getQuery() == null ? end.getPath() : end.getPath() + "?" + end.getQuery();
    }
}
