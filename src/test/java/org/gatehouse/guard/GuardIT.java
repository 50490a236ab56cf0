package org.gatehouse.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.gatehouse.testing.Tokens;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class GuardIT {
    private static final String VERIFY = "/api/guard/verify";
    private static final List<String> IDENTITY =
            List.of("Remote-User", "Remote-Email", "Remote-Name", "Remote-Groups", "X-Gatehouse-Assertion");

    private final String host = UUID.randomUUID() + ".example.com";
    private Team team;
    private String app;

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from guarded_app");
    }

    @BeforeEach
    void putAnApplicationBehind() throws Exception {
        team = Team.assemble();
        app = team.guard(host);
    }

    @Test
    void eachIsLetInAsFarAsTheirRoleGoes() {
        assertThat(team.statuses(caller -> ask(caller, "/report"))).containsExactly(401, 403, 204, 204, 204, 204);
        assertThat(team.statuses(caller -> ask(caller, "/admin/x"))).containsExactly(401, 403, 403, 403, 403, 204);
        assertThat(team.statuses(caller -> ask(caller, "/known/x"))).containsExactly(401, 204, 204, 204, 204, 204);
        assertThat(team.statuses(caller -> ask(caller, "/token/x"))).containsExactly(401, 403, 403, 403, 403, 403);
        assertThat(team.statuses(caller -> ask(caller, "/public/x"))).containsExactly(204, 204, 204, 204, 204, 204);
    }

    @Test
    void theApplicationIsToldWhoComes() throws Exception {
        var other = Team.assemble();
        other.add(team.editor.id(), "owner");

        var answer = ask(team.editor, "/report");

        assertThat(answer.header("Remote-User")).isEqualTo(team.editor.id().toString());
        assertThat(answer.header("Remote-Email")).isEqualTo(team.editor.email());
        assertThat(answer.header("Remote-Name")).isEqualTo("editor");
        assertThat(answer.header("Remote-Groups").split(","))
                .containsExactlyInAnyOrder("team-" + team.id() + ":editor", "team-" + other.id() + ":owner");
        assertThat(answer.response().body()).isEmpty();
    }

    @Test
    void whoIsNotKnownHasEmptyHeadersAndWhatAClientSentIsNotAmongThem() throws Exception {
        var answer = ask(
                Newcomer.nobody(),
                "/public/x",
                Map.of("Remote-User", "root", "Remote-Groups", "acme:owner", "X-Gatehouse-Assertion", "x.y.z"));

        assertThat(answer.status()).isEqualTo(204);
        for (var header : IDENTITY) {
            assertThat(answer.response().headers().allValues(header)).as(header).containsExactly("");
        }
    }

    @Test
    void aNameIsOneHeaderWhateverItIs() throws Exception {
        Sql.run("update app_user set name = ? where id = ?", "Zoë\r\nRemote-User: root 100%", team.viewer.id());

        var answer = ask(team.viewer, "/report");

        assertThat(answer.header("Remote-Name")).isEqualTo("Zo%C3%AB%0D%0ARemote-User: root 100%25");
        assertThat(answer.response().headers().allValues("Remote-User"))
                .containsExactly(team.viewer.id().toString());
    }

    @Test
    void anAddressThatNobodyVouchesForIsNotTold() throws Exception {
        var unverified = Newcomer.named("eve", false);
        team.add(unverified.id(), "viewer");

        assertThat(ask(unverified, "/report").header("Remote-Email")).isEmpty();
    }

    @Test
    void theAssertionIsVerifiedByThePublishedKeys() throws Exception {
        var sent = ask(team.owner, "/report").header("X-Gatehouse-Assertion");
        var assertion = SignedJWT.parse(sent);
        var keys = Api.anonymous().get("/.well-known/jwks.json");
        var key = JWKSet.parse(keys.body())
                .getKeyByKeyId(assertion.getHeader().getKeyID())
                .toRSAKey();

        assertThat(assertion.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(key.isPrivate()).isFalse();
        assertThat(keys.headers().firstValue("Cache-Control")).contains("public, max-age=300");
        var claims = assertion.getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly(app);
        assertThat(claims.getIssuer()).isEqualTo(TestEnvironment.gatehouse().toString());
        assertThat(claims.getSubject()).isEqualTo(team.owner.id().toString());
        assertThat(claims.getStringListClaim("groups")).containsExactly("team-" + team.id() + ":owner");
        assertThat(ask(team.owner, "/other").header("X-Gatehouse-Assertion"))
                .as("not signed again")
                .isEqualTo(sent);
    }

    @Test
    void whoIsRemovedIsOutAtTheNextRequest() {
        assertThat(ask(team.viewer, "/report").status()).isEqualTo(204);

        team.owner.delete(team.row(team.viewer));

        assertThat(ask(team.viewer, "/report").status()).isEqualTo(403);
        assertThat(ask(team.viewer, "/known").header("Remote-Groups")).isEmpty();
    }

    @Test
    void whoSignsOutIsNobodyAtTheNextRequest() {
        var cookies = new HashMap<>(team.viewer.api().cookies());
        team.viewer.post("/api/auth/logout", Map.of());
        team.viewer.api().cookies().putAll(cookies);

        assertThat(ask(team.viewer, "/report").status()).isEqualTo(401);
    }

    @Test
    void aPolicyCountsFromTheNextRequestOn() throws Exception {
        assertThat(ask(team.outsider, "/report").status()).isEqualTo(403);

        Newcomer.administrator()
                .put("/api/apps/" + app, Map.of("name", "Sales", "host", host, "path", "/", "access", "public"));

        assertThat(ask(team.outsider, "/report").status()).isEqualTo(204);
    }

    @Test
    void aProgramIsLetInWhereItsKeySeesTheOrganizationAndNoFurtherThanAViewer() {
        var reads = key("members:read");
        var audits = key("audit:read");

        assertThat(ask(reads, "/report").status()).isEqualTo(204);
        assertThat(ask(reads, "/report").header("Remote-User")).startsWith("api-key:");
        assertThat(ask(reads, "/report").header("Remote-Name")).isEqualTo("API key Program");
        assertThat(ask(reads, "/report").header("Remote-Groups")).isEqualTo("team-" + team.id() + ":viewer");
        assertThat(ask(reads, "/admin").status()).isEqualTo(403);
        assertThat(ask(audits, "/report").status()).isEqualTo(403);
        assertThat(ask(audits, "/known").status()).isEqualTo(204);
    }

    @Test
    void whoHasATokenOfTheApplicationIsLetInWhereOneIsTakenAndNowhereElse() throws Exception {
        var made = token(app, "Nightly report");
        var basic = Base64.getEncoder().encodeToString(("anybody:" + made.text("/secret")).getBytes(UTF_8));

        for (var holder :
                List.of(Newcomer.bearer(made.text("/secret")), Newcomer.with("Authorization", "Basic " + basic))) {
            var answer = ask(holder, "/token/x");
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Remote-User")).isEqualTo("app-token:" + made.text("/id"));
            assertThat(answer.header("Remote-Name")).isEqualTo("Nightly report");
            assertThat(answer.header("Remote-Email")).isEmpty();
            assertThat(answer.header("Remote-Groups")).isEmpty();
            var claims = SignedJWT.parse(answer.header("X-Gatehouse-Assertion")).getJWTClaimsSet();
            assertThat(claims.getSubject()).isEqualTo("app-token:" + made.text("/id"));
            assertThat(claims.getAudience()).containsExactly(app);
            assertThat(claims.getClaim("email")).isNull();
            assertThat(claims.getStringListClaim("groups")).isEmpty();
            assertThat(ask(holder, "/public/x").status()).isEqualTo(204);
            assertThat(ask(holder, "/known/x").status()).isEqualTo(403);
            assertThat(ask(holder, "/report").status()).isEqualTo(403);
            assertThat(ask(holder, "/admin").status()).isEqualTo(403);
        }
    }

    @Test
    void aTokenIsNoCredentialAtAnyOtherAddress() {
        var holder = Newcomer.bearer(token(app, "Report").text("/secret"));

        for (var address : List.of("/api/auth/me", "/api/orgs", "/api/apps", "/api/apps/" + app + "/tokens")) {
            var refused = holder.get(address);
            assertThat(refused.status()).as(address).isEqualTo(401);
            assertThat(refused.problem()).isEqualTo("invalid-token");
        }
    }

    @Test
    void aTokenOfAnotherApplicationIsKnownAndNotEnough() throws Exception {
        var other = Newcomer.administrator()
                .post(
                        "/api/apps",
                        Map.of("name", "Other", "host", "other-" + host, "path", "/", "access", "shared_token"))
                .text("/id");
        var holder = Newcomer.bearer(token(other, "Report").text("/secret"));

        assertThat(ask(holder, "/token/x").status()).isEqualTo(403);
        assertThat(ask(holder, "/token/x", Map.of("Accept", "text/html"))
                        .response()
                        .body())
                .contains("takes a token");
        assertThat(ask(holder, "/report").status()).isEqualTo(403);
        var open = ask(holder, "/public/x");
        assertThat(open.status()).isEqualTo(204);
        assertThat(open.header("Remote-User")).as("not its business").isEmpty();
        assertThat(ask(holder, "/", Map.of("X-Forwarded-Host", "other-" + host)).status())
                .isEqualTo(204);
    }

    @Test
    void aTokenThatExpiredWasRotatedOrDeletedIs401AtTheNextRequest() throws Exception {
        var administrator = Newcomer.administrator();
        var tokens = "/api/apps/" + app + "/tokens";
        var expiring = administrator.post(
                tokens,
                Map.of(
                        "name",
                        "Soon",
                        "expires_at",
                        Instant.now().plusSeconds(2).toString()));
        var rotated = token(app, "Rotated");
        var deleted = token(app, "Deleted");
        var all = List.of(expiring, rotated, deleted);
        assertThat(all).allMatch(made -> statusOf(made) == 204);

        var next = administrator.post(tokens + "/" + rotated.text("/id") + "/rotate", Map.of());
        administrator.delete(tokens + "/" + deleted.text("/id"));
        assertThat(statusOf(rotated)).isEqualTo(401);
        assertThat(statusOf(deleted)).isEqualTo(401);
        assertThat(statusOf(next)).isEqualTo(204);
        Thread.sleep(2_100);

        var refused = ask(Newcomer.bearer(expiring.text("/secret")), "/token/x");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("invalid-token");
        assertThat(refused.response().body()).doesNotContain(expiring.text("/secret"));
        assertThat(ask(Newcomer.bearer(expiring.text("/secret")), "/public/x").status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gha_",
                "gha_x",
                "gha_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "gha_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_and_more"
            })
    void whatIsMeantToBeATokenAndIsNoneIs401AndCountedLikeOthers(String sent) throws Exception {
        var from = Map.of("X-Forwarded-For", "198.51.100." + (1 + new Random().nextInt(250)));
        var basic = Newcomer.with(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(("x:" + sent).getBytes(UTF_8)));

        assertThat(ask(Newcomer.bearer(sent), "/token/x", from).status()).isEqualTo(401);
        assertThat(refusedAfter(basic, "/token/x", from)).isBetween(59, 90);
        assertThat(ask(Newcomer.bearer(token(app, "Good").text("/secret")), "/token/x", from)
                        .status())
                .as("a neighbour's")
                .isEqualTo(204);
    }

    /** The application would see what runs this Gatehouse. */
    @Test
    void thisGatehousesSharedTokenIsNoWayIn() {
        var holder = Newcomer.bearer(TestEnvironment.sharedToken());

        for (var uri : List.of("/token/x", "/known/x", "/report")) {
            assertThat(ask(holder, uri).status()).as(uri).isEqualTo(401);
        }
        assertThat(ask(holder, "/public/x").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, Sec-Fetch-Site, cross-site",
        "POST, Sec-Fetch-Site, same-site",
        "DELETE, Origin, https://evil.example.com",
        "POST, Origin, null",
    })
    void whatAPageOfAnotherSiteSendsIsNotPassedOn(String method, String header, String value) {
        var asked = Map.of("X-Forwarded-Method", method, header, value);

        assertThat(ask(team.viewer, "/report", asked).status()).isEqualTo(403);
        assertThat(ask(team.viewer, "/public/x", asked).status())
                .as("open to all")
                .isEqualTo(204);
        assertThat(ask(key("members:read"), "/report", asked).status())
                .as("by a header")
                .isEqualTo(204);
    }

    @Test
    void aPageOfAnotherSiteOpensNoWebSocketAndTheApplicationsOwnDoes() {
        for (var own : List.of(
                Map.of("Sec-Fetch-Site", "same-origin"),
                Map.of("Origin", "http://" + host),
                Map.of("User-Agent", "a program"))) {
            var asked = new HashMap<>(own);
            asked.put("Sec-WebSocket-Key", "x");
            assertThat(ask(team.viewer, "/report", asked).status())
                    .as(own.toString())
                    .isEqualTo(204);
            asked.put("X-Forwarded-Method", "POST");
            assertThat(ask(team.viewer, "/report", asked).status())
                    .as(own.toString())
                    .isEqualTo(204);
        }
        assertThat(ask(team.viewer, "/report", Map.of("Sec-WebSocket-Key", "x", "Origin", "http://x." + host))
                        .status())
                .isEqualTo(403);
        assertThat(ask(team.viewer, "/report", Map.of("Sec-Fetch-Site", "cross-site"))
                        .status())
                .as("a link")
                .isEqualTo(204);
    }

    @Test
    void anAccessTokenOfTheProviderIsTaken() throws Exception {
        var bob = Newcomer.bearer(Tokens.of("bob").access());

        assertThat(ask(bob, "/known").status()).isEqualTo(204);
        assertThat(ask(bob, "/known").header("Remote-Email")).isEqualTo("bob@example.com");
        assertThat(ask(bob, "/report").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html"})
    void aCredentialThatDoesNotHoldIs401AndMakesNoDifferenceToWhatIsPublic(String accept) throws Exception {
        var stranger = Newcomer.bearer("the-applications-own-token");

        var refused = ask(stranger, "/report", Map.of("Accept", accept));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(ask(stranger, "/public", Map.of("Accept", accept)).status()).isEqualTo(204);
    }

    /** nginx makes a 500 of anything but 2xx, 401 and 403. */
    @Test
    void tooManyOfThemAreRefusedInWordsThatProxiesKnow() throws Exception {
        var stranger = Newcomer.bearer("wrong");
        var from = Map.of("X-Forwarded-For", "198.51.100." + (1 + new Random().nextInt(250)), "Accept", "text/html");

        assertThat(refusedAfter(stranger, "/report", from)).isBetween(60, 90);
        assertThat(ask(stranger, "/public", from).status()).isEqualTo(204);
        assertThat(ask(team.viewer, "/report", from).status()).isEqualTo(204);
    }

    @Test
    void aBrowserThatIsNotKnownIsToldWhereToSignInAndTheWayBack() throws Exception {
        var nobody = Newcomer.nobody();
        var login = "http://" + host + "/.gatehouse/sign-in?next="
                + URLEncoder.encode("/report?a=1&b=%26", StandardCharsets.UTF_8);

        var forNginx = ask(nobody, "/report?a=1&b=%26", Map.of("Accept", "text/html,*/*"));
        assertThat(forNginx.status()).isEqualTo(401);
        assertThat(forNginx.header("Location")).isEqualTo(login);
        assertThat(forNginx.response().body()).contains("href=\"" + login.replace("&", "&amp;") + "\"");

        var redirected = redirected(nobody, "/report?a=1&b=%26", Map.of("Accept", "text/html"));
        assertThat(redirected.status()).isEqualTo(302);
        assertThat(redirected.header("Location")).isEqualTo(login);

        var posted = redirected(nobody, "/report", Map.of("Accept", "text/html", "X-Forwarded-Method", "POST"));
        assertThat(posted.header("Location")).isEqualTo("http://" + host + "/.gatehouse/sign-in");
    }

    @Test
    void aProgramThatIsNotKnownIsNeverRedirected() throws Exception {
        var answer = redirected(Newcomer.nobody(), "/report", Map.of("Accept", "application/json"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("unauthenticated");
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void whoIsNotLetInReadsWhomToAsk() throws Exception {
        var page = ask(team.outsider, "/report", Map.of("Accept", "text/html"));

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.response().body())
                .contains("This part of Sales &amp; &lt;more&gt; is for those who are viewer or more in Team.")
                .doesNotContain("<more>");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src " + TestEnvironment.gatehouse()
                        + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        assertThat(ask(team.outsider, "/report").problem()).isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"})
    void anyMethodIsJudgedAlike(String method) throws Exception {
        var asked = Map.of("X-Forwarded-Method", method, "Sec-WebSocket-Key", "x");

        assertThat(ask(team.viewer, "/report", asked).status()).isEqualTo(204);
        assertThat(ask(team.viewer, "/admin", asked).status()).isEqualTo(403);
        assertThat(ask(team.nobody, "/report", asked).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/public/../admin",
                "/public//admin",
                "/public/%2e%2e/admin",
                "/public%2fadmin",
                "/public;x",
                "/public%252f",
                "/%ff",
                "admin"
            })
    void whatCanBeReadInMoreThanOneWayIsRefusedToEverybody(String uri) {
        assertThat(team.statuses(caller -> ask(caller, uri))).containsOnly(403);
    }

    @Test
    void noApplicationIsNoWayIn() throws Exception {
        for (var other : List.of(
                "x." + host,
                "example.com",
                "localhost",
                TestEnvironment.gatehouse().getAuthority())) {
            for (var uri : List.of("/", "/login", "/nothing")) {
                assertThat(ask(team.owner, uri, Map.of("X-Forwarded-Host", other))
                                .status())
                        .as(other + uri)
                        .isEqualTo(403);
            }
        }
        assertThat(team.owner.get(VERIFY).status()).as("nothing said").isEqualTo(403);
    }

    @Test
    void onOurOwnHostAnApplicationHasItsPathAndNoMore() throws Exception {
        var path = "/sales-" + UUID.randomUUID();
        Newcomer.administrator().post("/api/apps", Map.of("name", "Sales", "path", path, "access", "public"));
        var ours = Map.of("X-Forwarded-Host", TestEnvironment.gatehouse().getAuthority());

        assertThat(ask(team.nobody, path + "/x", ours).status()).isEqualTo(204);
        assertThat(ask(team.nobody, path + "x", ours).status()).isEqualTo(403);
        assertThat(ask(team.nobody, "/api/orgs", ours).status()).isEqualTo(403);
        assertThat(ask(team.nobody, path).status()).as("another host").isEqualTo(401);
    }

    /** How many tries are answered with 401 before one is with 403; each second there is one more. */
    private int refusedAfter(Newcomer caller, String uri, Map<String, String> headers) {
        for (int tries = 0; tries < 100; tries++) {
            int status = ask(caller, uri, headers).status();
            if (status != 401) {
                assertThat(status).isEqualTo(403);
                return tries;
            }
        }
        throw new AssertionError("never stopped");
    }

    private Newcomer key(String scope) {
        return Newcomer.bearer(team.owner
                .post(team.organization + "/api-keys", Map.of("name", "Program", "scopes", List.of(scope)))
                .text("/secret"));
    }

    private static Answer token(String app, String name) {
        try {
            return Newcomer.administrator().post("/api/apps/" + app + "/tokens", Map.of("name", name));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private int statusOf(Answer made) {
        return ask(Newcomer.bearer(made.text("/secret")), "/token/x").status();
    }

    private Answer ask(Newcomer caller, String uri) {
        return caller.get(VERIFY, forwarded(uri, Map.of()));
    }

    private Answer ask(Newcomer caller, String uri, Map<String, String> headers) {
        return caller.get(VERIFY, forwarded(uri, headers));
    }

    private Answer redirected(Newcomer caller, String uri, Map<String, String> headers) {
        return caller.get(VERIFY + "?redirect", forwarded(uri, headers));
    }

    /** As a proxy says it, with headers of the client besides, or instead. */
    private Map<String, String> forwarded(String uri, Map<String, String> headers) {
        var all = new HashMap<>(Map.of(
                "X-Forwarded-Method",
                "GET",
                "X-Forwarded-Proto",
                "http",
                "X-Forwarded-Host",
                host,
                "X-Forwarded-Uri",
                uri));
        all.putAll(headers);
        return all;
    }
}
