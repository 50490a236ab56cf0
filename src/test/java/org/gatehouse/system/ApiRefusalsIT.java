package org.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.OpenApi;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API refuses before any rule of its own is asked, it refuses with a problem as well. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ApiRefusalsIT {
    private static final String ORGANIZATIONS = "/api/orgs";

    private Newcomer ann;

    @BeforeEach
    void signIn() throws Exception {
        ann = Newcomer.named("ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"slug\":\"a\",}",
                "{'slug':'a'}",
                "\u0000",
                "{\"a\":1e999999999}x"
            })
    void whatIsNoJsonObjectIs400(String body) {
        var refused = ann.send("POST", ORGANIZATIONS, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("malformed");
    }

    @Test
    void whatIsNestedTooDeeplyIs400() {
        assertThat(ann.send("POST", ORGANIZATIONS, "{\"slug\":" + "[".repeat(20_000))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBodyOfMoreThan64KilobytesIs413() {
        var refused = ann.post(ORGANIZATIONS, Map.of("slug", "a", "name", "x".repeat(64 * 1024)));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.problem()).isEqualTo("http-413");
    }

    @Test
    void anAddressAMethodOrAFormatThatIsNotThereIsAProblem() throws Exception {
        assertThat(ann.get("/api/nothing").problem()).isEqualTo("http-404");
        assertThat(ann.send("PUT", ORGANIZATIONS, "{}").problem()).isEqualTo("http-405");
        assertThat(ann.send("PUT", ORGANIZATIONS, "{}").header("Allow")).contains("GET", "POST");
        assertThat(new Answer(ann.api().postForm(ORGANIZATIONS, Map.of("slug", "a"))).problem())
                .isEqualTo("http-415");
        assertThat(new Answer(ann.api().get(ORGANIZATIONS, Map.of("Accept", "text/html"))).problem())
                .isEqualTo("http-406");
        assertThat(ann.get("/api/application.wadl").status()).isEqualTo(404);
    }

    /** Of such a charset the container would fail to read the parameters in the address. */
    @ParameterizedTest
    @ValueSource(strings = {"utf-16", "none"})
    void anAddressIsReadWhateverCharsetTheBodyClaims(String charset) throws Exception {
        var type = Map.of("Content-Type", "application/json;charset=" + charset);

        assertThat(ann.api().get("/api/auth/callback?state=7", type).statusCode())
                .isEqualTo(302);
        assertThat(ann.api().get("/login?error=7", type).statusCode()).isEqualTo(302);
        assertThat(Api.anonymous().get("/login?error=7", type).statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyIsToldToSignInWithoutABrowsersPopUp() {
        var refused = Newcomer.nobody().get(ORGANIZATIONS);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).doesNotContain("Basic");
    }

    @Test
    void aScriptOfAnotherSiteChangesNothing() throws Exception {
        var refused = new Answer(ann.api().get("/api/auth/me", Map.of("Origin", "https://evil.example.com")));
        assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();

        var changed = new Answer(
                ann.api().request("POST", "/api/auth/logout", "", Map.of("Origin", "https://evil.example.com")));
        assertThat(changed.status()).isEqualTo(403);
        assertThat(changed.problem()).isEqualTo("http-403");
        assertThat(ann.get("/api/users/me").status()).isEqualTo(200);
    }

    @Test
    void aFrontEndOfCorsOriginsReadsAndChangesWithTheCookie() throws Exception {
        var frontEnd = Map.of("Origin", "https://app.example.com", "Sec-Fetch-Site", "cross-site");

        var preflight = new Answer(ann.api()
                .request(
                        "OPTIONS",
                        ORGANIZATIONS,
                        "",
                        Map.of("Origin", "https://app.example.com", "Access-Control-Request-Method", "POST")));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Methods"))
                .contains(OpenApi.operations().stream()
                        .map(OpenApi.Operation::method)
                        .toList());

        var read = new Answer(ann.api().get(ORGANIZATIONS, frontEnd));
        assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
        assertThat(read.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(read.header("Vary")).contains("Origin");
        assertThat(new Answer(ann.api().request("POST", ORGANIZATIONS, "{}", frontEnd)).status())
                .isEqualTo(422);
    }
}
