package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import java.io.IOException;
import java.util.Map;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.setup.Finding.Status;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers answer that Keycloak does not, and what no provider should. */
class ProviderChecksTest {

    private static final String SECRET = "the-client's secret/+";
    private static final String CALLBACK = "https://gate.example.com/api/auth/callback";

    private StandIn provider;
    private GivenSettings given;
    private final Probe probe = Injection.into(new Probe());

    @BeforeEach
    void start() throws IOException {
        provider = new StandIn();
        given = new GivenSettings(
                PUBLIC_URL,
                "https://gate.example.com",
                OIDC_ISSUER,
                provider.address(),
                OIDC_CLIENT_ID,
                "gatehouse",
                OIDC_CLIENT_SECRET,
                SECRET);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aProviderThatCallsItselfAsWeDoIsWell() {
        provider.discoverable("");

        assertThat(discovery().status()).isEqualTo(Status.OK);
    }

    @Test
    void aSlashMoreOrLessIsToldWithTheSpellingToSet() {
        provider.discoverable("");
        given.with(OIDC_ISSUER, provider.address() + "/");

        assertThat(discovery().status()).isEqualTo(Status.WRONG);
        assertThat(discovery().detail()).contains("the slash at the end");
        assertThat(discovery().value()).isEqualTo("OIDC_ISSUER=" + provider.address());
    }

    @Test
    void aSlashThatTheProviderHasIsToldToo() {
        provider.answers("/.well-known/openid-configuration", 200, "{\"issuer\":\"" + provider.address() + "/\"}");

        assertThat(discovery().value()).isEqualTo("OIDC_ISSUER=" + provider.address() + "/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | {"error":"Realm does not exist"}                       | answers 404
            302 |                                                        | answers 302
            500 | oops                                                   | answers 500
            200 | <html>                                                 | something else than a discovery document
            200 | []                                                     | something else than a discovery document
            200 | {}                                                     | names no issuer
            200 | {"issuer": 7}                                          | names no issuer
            200 | {"issuer":"https://other.example.com"}                 | calls itself https://other.example.com
            """)
    void whatIsNoDiscoveryIsTold(int status, String body, String detail) {
        provider.answers("/.well-known/openid-configuration", status, body == null ? "" : body);

        assertThat(discovery().status()).isEqualTo(Status.WRONG);
        assertThat(discovery().detail()).contains(detail);
    }

    @Test
    void aDocumentThatNamesNoEndpointIsTold() {
        provider.answers(
                "/.well-known/openid-configuration",
                200,
                "{\"issuer\":\"%s\",\"authorization_endpoint\":\"/auth\"}".formatted(provider.address()));

        assertThat(discovery().detail()).contains("names no authorization_endpoint");
    }

    @Test
    void aProviderThatIsDownIsToldAndNothingIsSentToIt() throws IOException {
        provider.close();

        assertThat(discovery().status()).isEqualTo(Status.WRONG);
        assertThat(discovery().detail()).contains("cannot be reached");
        assertThat(discovery().value())
                .isEqualTo("curl -i " + provider.address() + "/.well-known/openid-configuration");
        assertThat(credentials().status()).isEqualTo(Status.UNKNOWN);
        assertThat(redirectUri().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aProviderThatHangsIsNotWaitedFor() {
        provider.hangs("/.well-known/openid-configuration");

        assertThat(discovery().detail()).contains("no answer within 4 seconds");
    }

    @Test
    void theSecretGoesToNoProviderOfAnotherName() throws IOException {
        provider.answers("/.well-known/openid-configuration", 200, """
                        {"issuer":"https://other.example.com","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token"}""".formatted(provider.address()))
                .answers("/token", 400, "{\"error\":\"invalid_grant\"}");

        assertThat(credentials().status()).isEqualTo(Status.UNKNOWN);
        assertThat(provider.asked()).noneMatch(request -> request.contains("/token"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            400, invalid_grant       , OK      , RFC 6749 and Keycloak and Google
            403, invalid_grant       , OK      , Auth0
            401, invalid_client      , WRONG   , RFC 6749 and Google
            400, invalid_client      , WRONG   , RFC 6749
            401, unauthorized_client , WRONG   , Keycloak
            401, access_denied       , WRONG   , Auth0
            403, unauthorized_client , WRONG   , Auth0 without the grant type
            400, unsupported_grant_type, WRONG , the flow is off
            400, invalid_request     , UNKNOWN , something else
            429, slow_down           , UNKNOWN , too often
            500, server_error        , UNKNOWN , broken
            """)
    void whatTheTokenEndpointSaysOfAMadeUpCodeTellsOfTheCredentials(int status, String error, Status expected)
            throws IOException {
        provider.discoverable("").answers("/token", status, "{\"error\":\"" + error + "\"}");

        assertThat(credentials().status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{\"error\":{}}", "{\"error\":\"<script>alert(1)</script>\"}"})
    void rubbishFromTheTokenEndpointTellsNothingAndIsNotRepeated(String body) throws IOException {
        provider.discoverable("").answers("/token", 200, body);

        assertThat(credentials().status()).isEqualTo(Status.UNKNOWN);
        assertThat(credentials().toString()).doesNotContain("script").doesNotContain("html");
    }

    @Test
    void theClientAuthenticatesAsSignInDoes() throws IOException {
        provider.answers("/token", 400, "{\"error\":\"invalid_grant\"}").discoverable("");

        credentials();
        assertThat(last()).contains("Basic ").doesNotContain("client_secret=");

        given.with(OIDC_CLIENT_AUTHENTICATION, "client_secret_post");
        credentials();
        assertThat(last()).contains("client_secret=the-client%27s+secret%2F%2B").doesNotContain("Basic");
    }

    @Test
    void theClientAuthenticatesAsTheProviderAnnounces() throws IOException {
        provider.answers("/token", 400, "{\"error\":\"invalid_grant\"}")
                .discoverable("\"token_endpoint_auth_methods_supported\":[\"client_secret_post\", 7],");

        assertThat(credentials().detail()).contains("client_secret_post");
        assertThat(last()).contains("client_secret=");
    }

    @Test
    void noSecretIsEverTold() throws IOException {
        provider.discoverable("")
                .answers("/token", 401, "{\"error\":\"" + SECRET + "\",\"error_description\":\"" + SECRET + "\"}");

        assertThat(credentials().toString()).doesNotContain(SECRET).contains("gatehouse");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            302, CALLBACK?error=login_required&state=x                , OK
            303, CALLBACK?state=x&error=interaction_required          , OK
            302, CALLBACK?error_subtype=access_denied&error=interaction_required , OK
            302, CALLBACK?code=surprise                               , OK
            302, CALLBACK?error=invalid_scope                         , WRONG
            302, CALLBACK?error=unauthorized_client                   , WRONG
            302, https://accounts.example.com/oauth/error?authError=x , WRONG
            400, ''                                                   , WRONG
            403, ''                                                   , WRONG
            302, https://sso.example.com/login                        , UNKNOWN
            302, ''                                                   , UNKNOWN
            200, ''                                                   , UNKNOWN
            500, ''                                                   , UNKNOWN
            """)
    void whereTheAuthorizationEndpointLeadsTellsOfTheRedirectUri(int status, String location, Status expected)
            throws IOException {
        var headers = location.isEmpty()
                ? Map.<String, String>of()
                : Map.of("Location", location.replace("CALLBACK", CALLBACK));
        provider.discoverable("").answers("/auth", status, "", headers);

        assertThat(redirectUri().status()).isEqualTo(expected);
        if (status / 100 != 3) {
            assertThat(redirectUri().value()).isEqualTo(CALLBACK);
        }
        assertThat(last())
                .contains(
                        "prompt=none",
                        "client_id=gatehouse",
                        "redirect_uri=https%3A%2F%2Fgate.example.com%2Fapi%2Fauth%2Fcallback",
                        "scope=openid+profile+email",
                        "code_challenge_method=S256");
    }

    @Test
    void aScopeThatTheProviderDoesNotKnowIsNamed() throws IOException {
        provider.discoverable("").answers("/auth", 302, "", Map.of("Location", CALLBACK + "?error=invalid_scope"));

        assertThat(redirectUri().fix()).contains("OIDC_SCOPES");
    }

    @Test
    void withoutAProviderNothingIsConfigured() throws IOException {
        given.without(OIDC_ISSUER);

        assertThat(discovery().status()).isEqualTo(Status.NOT_CONFIGURED);
        assertThat(credentials().status()).isEqualTo(Status.NOT_CONFIGURED);
        assertThat(redirectUri().status()).isEqualTo(Status.NOT_CONFIGURED);
    }

    @Test
    void metricsThatAnybodyReadsOnThisMachineTellNothingOfOthers() {
        given.with(PUBLIC_URL, provider.address() + "/gate");
        provider.answers("/metrics", 200, "# TYPE base_cpu gauge");

        assertThat(metrics().status()).isEqualTo(Status.UNKNOWN);
        assertThat(metrics().detail()).contains(provider.address() + "/metrics");
    }

    @ParameterizedTest
    @CsvSource({"404, ", "403, ", "401, ", "302, ", "200, <html>a front page"})
    void metricsThatAreClosedAreWell(int status, String body) {
        given.with(PUBLIC_URL, provider.address());
        provider.answers("/metrics", status, body == null ? "" : body);

        assertThat(metrics().status()).isEqualTo(Status.OK);
        assertThat(metrics().detail()).contains("asked from this machine");
    }

    @Test
    void metricsThatCannotBeAskedAreNotTold() {
        given.with(PUBLIC_URL, provider.address());
        provider.close();

        assertThat(metrics().status()).isEqualTo(Status.UNKNOWN);
        given.without(PUBLIC_URL);
        assertThat(metrics().status()).isEqualTo(Status.NOT_CONFIGURED);
    }

    private String last() {
        return provider.asked().get(provider.asked().size() - 1);
    }

    private Finding discovery() {
        return Injection.into(new DiscoveryCheck(), given.read(), provider()).look();
    }

    private Finding credentials() throws IOException {
        return Injection.into(new CredentialsCheck(), given.read(), provider(), probe)
                .look();
    }

    private Finding redirectUri() throws IOException {
        return Injection.into(new RedirectUriCheck(), given.read(), provider(), probe)
                .look();
    }

    private Finding metrics() {
        return Injection.into(new MetricsCheck(), given.read(), probe).look();
    }

    private Provider provider() {
        return Injection.into(new Provider(), probe);
    }
}
