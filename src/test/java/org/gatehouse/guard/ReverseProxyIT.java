package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.ReverseProxy;
import org.gatehouse.testing.ReverseProxy.Running;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.gatehouse.testing.Upstream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real nginx and the real Caddy, each with the configuration that is shipped for it: {@code ./mvnw verify -Pproxies}. */
@Tag("proxies")
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ReverseProxyIT {
    private static final List<String> IDENTITY =
            List.of("remote-user", "remote-email", "remote-name", "remote-groups", "x-gatehouse-assertion");

    private static final Upstream APPLICATION = Upstream.start();
    private static Map<ReverseProxy, Running> proxies;

    private Team team;
    private Running proxy;
    private String app;

    @BeforeAll
    static void start() {
        proxies = ReverseProxy.all(APPLICATION.address(), APPLICATION.address());
    }

    @AfterAll
    static void stop() {
        proxies.values().forEach(Running::close);
        APPLICATION.close();
    }

    void putBehind(ReverseProxy kind) throws Exception {
        proxy = proxies.get(kind);
        APPLICATION.asked();
        team = Team.assemble();
        app = team.guard(proxy.host());
    }

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from guarded_app");
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void eachIsLetInAsFarAsTheirRoleGoes(ReverseProxy kind) throws Exception {
        putBehind(kind);

        assertThat(team.statuses(caller -> open(caller, "/report?a=1"))).containsExactly(401, 403, 200, 200, 200, 200);
        assertThat(team.statuses(caller -> open(caller, "/admin/x"))).containsExactly(401, 403, 403, 403, 403, 200);
        assertThat(team.statuses(caller -> open(caller, "/public/x"))).containsOnly(200);
        assertThat(APPLICATION.asked())
                .as("nothing else has reached the application")
                .isEqualTo(4 + 1 + 6);
        assertThat(open(team.viewer, "/report?a=1&b=%26").text("/uri")).isEqualTo("/report?a=1&b=%26");

        team.owner.delete(team.row(team.viewer));
        assertThat(open(team.viewer, "/report").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void pagesOfGatehouseComeCompressed(ReverseProxy kind) {
        var page = Newcomer.nobody().get(proxies.get(kind).gate() + "/login", Map.of("Accept-Encoding", "gzip"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Encoding")).isEqualTo("gzip");
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void theApplicationIsToldWhoComesAndNothingThatTheClientMadeUp(ReverseProxy kind) throws Exception {
        putBehind(kind);
        var forged = new HashMap<String, String>();
        for (var name :
                List.of("Remote-User", "Remote-Email", "Remote-Name", "Remote-Groups", "X-Gatehouse-Assertion")) {
            forged.put(name, "forged");
            forged.put(name.replace('-', '_'), "forged");
        }
        forged.put("X-Gatehouse_Assertion", "forged");
        forged.put("X_Gatehouse-Assertion", "forged");

        var seen = open(team.editor, "/report", forged);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text("/headers/remote-user")).isEqualTo(team.editor.id().toString());
        assertThat(seen.text("/headers/remote-email")).isEqualTo(team.editor.email());
        assertThat(seen.text("/headers/remote-groups")).isEqualTo("team-" + team.id() + ":editor");
        assertThat(SignedJWT.parse(seen.text("/headers/x-gatehouse-assertion"))
                        .getJWTClaimsSet()
                        .getAudience())
                .containsExactly(app);
        assertThat(seen.response().body()).doesNotContain("forged");

        var nobody = open(Newcomer.nobody(), "/public/x", forged);
        assertThat(nobody.status()).isEqualTo(200);
        for (var header : IDENTITY) {
            assertThat(nobody.text("/headers/" + header)).as(header).isEmpty();
        }
        assertThat(nobody.response().body()).doesNotContain("forged");
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void whatAClientSaysOfItsOwnAddressMakesNoDifference(ReverseProxy kind) throws Exception {
        putBehind(kind);
        for (var lie : List.of(
                Map.of("X-Forwarded-Uri", "/public/x"),
                Map.of("X-Original-URI", "/public/x"),
                Map.of("X-Original-URL", proxy.sales() + "/public/x"),
                Map.of("X-Forwarded-Host", "public.example.com"),
                Map.of("X-Forwarded-Method", "OPTIONS"))) {
            assertThat(open(team.viewer, "/report", lie).status())
                    .as(lie.toString())
                    .isEqualTo(200);
            assertThat(open(team.viewer, "/admin", lie).status())
                    .as(lie.toString())
                    .isEqualTo(403);
            assertThat(open(team.nobody, "/report", lie).status())
                    .as(lie.toString())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void gatehousesCookiesStayWithGatehouse(ReverseProxy kind) throws Exception {
        putBehind(kind);
        var session = team.viewer.api().cookies().get("gatehouse_session");

        for (var others : List.of("", "a=1", "a=1; b=2", "a=1; xgatehouse_session=kept; b=\"x y\"")) {
            for (var cookies : List.of(
                    "gatehouse_session=" + session + "; " + others,
                    others + ";gatehouse_session=" + session,
                    "gatehouse_session=" + session + "; " + others + "; gatehouse_session=older; gatehouse_flash=x;"
                            + " gatehouse_app_0=x; Gatehouse_Token_0=x")) {
                assertThat(open(Newcomer.with("Cookie", cookies), "/report").text("/headers/cookie"))
                        .as(cookies)
                        .isEqualTo(others);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void aProgramComesInWithAKeyThatTheApplicationDoesNotSee(ReverseProxy kind) throws Exception {
        putBehind(kind);
        var key = team.owner
                .post(team.organization + "/api-keys", Map.of("name", "Program", "scopes", List.of("members:read")))
                .text("/secret");

        var seen = open(Newcomer.with("X-API-Key", key), "/report");

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text("/headers/remote-user")).startsWith("api-key:");
        assertThat(seen.response().body()).doesNotContain(key);
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void aBrowserIsSentToSignInAndBackAndAProgramIsNot(ReverseProxy kind) throws Exception {
        putBehind(kind);

        var browser = Newcomer.nobody();
        var sent = open(browser, "/report?a=1&b=%26", Map.of("Accept", "text/html"));
        assertThat(sent.status()).isEqualTo(302);
        assertThat(sent.header("Location"))
                .isEqualTo("http://" + proxy.host() + "/.gatehouse/sign-in?next="
                        + URLEncoder.encode("/report?a=1&b=%26", StandardCharsets.UTF_8));
        var toGatehouse = browser.get(here(sent.header("Location"))).header("Location");
        assertThat(toGatehouse).startsWith(TestEnvironment.gatehouse() + "/handover?");
        var back = team.viewer.get(toGatehouse).header("Location");
        assertThat(browser.get(here(back)).header("Location"))
                .isEqualTo("http://" + proxy.host() + "/report?a=1&b=%26");
        var in = open(browser, "/report");
        assertThat(in.text("/headers/remote-user")).isEqualTo(team.viewer.id().toString());
        assertThat(in.response().body()).doesNotContain("gatehouse_");
        team.owner.delete(team.row(team.viewer));
        assertThat(open(browser, "/report").status()).isEqualTo(403);
        APPLICATION.asked();

        var program = open(Newcomer.nobody(), "/report");
        assertThat(program.status()).isEqualTo(401);
        assertThat(program.header("Location")).isEmpty();
        assertThat(program.header("WWW-Authenticate")).doesNotContain("Basic");
        assertThat(APPLICATION.asked()).isZero();
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void whoIsNotLetInReadsWhomToAsk(ReverseProxy kind) throws Exception {
        putBehind(kind);

        var page = open(team.outsider, "/report", Map.of("Accept", "text/html"));

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.response().body()).contains("is for those who are viewer or more in Team");
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void whatCouldBeReadInMoreThanOneWayDoesNotReachTheApplication(ReverseProxy kind) throws Exception {
        putBehind(kind);
        for (var uri : List.of(
                "/public/../admin",
                "/public/%2e%2e/admin",
                "/public//admin",
                "/public%2fadmin",
                "/public%2f..%2fadmin",
                "/public;/../admin",
                "/public/%252e%252e/admin",
                "/public/%5c..%5cadmin",
                "/public/%ff")) {
            assertThat(open(team.viewer, uri).status()).as(uri).isEqualTo(403);
        }
        assertThat(APPLICATION.asked()).isZero();
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void anUploadArrivesAsAWholeAndTheApplicationsOwnRefusalsPass(ReverseProxy kind) throws Exception {
        putBehind(kind);

        var uploaded = team.viewer.send("POST", proxy.sales() + "/files", "x".repeat(3_000_000));
        assertThat(uploaded.text("/method")).isEqualTo("POST");
        assertThat(uploaded.json().at("/length").asInt()).isEqualTo(3_000_000);
        assertThat(team.nobody.send("POST", proxy.sales() + "/files", "x").status())
                .isEqualTo(401);
        for (var status : List.of(401, 403, 404, 500)) {
            var own = open(team.viewer, "/status/" + status, Map.of("Accept", "text/html"));
            assertThat(own.status()).isEqualTo(status);
            assertThat(own.text("/uri")).isEqualTo("/status/" + status);
        }
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void aStreamArrivesPieceByPiece(ReverseProxy kind) throws Exception {
        putBehind(kind);

        var request = HttpRequest.newBuilder(proxy.sales().resolve("/events"))
                .header(
                        "Cookie",
                        "gatehouse_session=" + team.viewer.api().cookies().get("gatehouse_session"))
                .build();
        try (var lines =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
            var line = lines.iterator();
            assertThat(line.next()).isEqualTo("data: first");
            APPLICATION.sendSecond();
            assertThat(line.next()).isEmpty();
            assertThat(line.next()).isEqualTo("data: second");
        }
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void gatehousesOwnAddressesDoNotReachTheApplication(ReverseProxy kind) throws Exception {
        putBehind(kind);
        for (var uri : List.of(
                "/.gatehouse/no-such-thing",
                "/.gatehouse/sign-in?next=%2Freport",
                "/.gatehouse/",
                "/.gatehouse/a/b",
                "/.gatehouse/..;/login",
                "/.gatehouse/..%2flogin",
                "/public/../.gatehouse/sign-in",
                "/%2egatehouse/sign-in")) {
            var answer = open(team.viewer, uri);
            assertThat(answer.status()).as(uri).isNotEqualTo(200);
            assertThat(answer.response().body()).as(uri).doesNotContain(team.viewer.email());
        }
        assertThat(APPLICATION.asked()).isZero();
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void nobodyElseAsksTheGuard(ReverseProxy kind) throws Exception {
        putBehind(kind);

        var forged = HttpRequest.newBuilder(URI.create(proxy.gate() + "/api/guard/verify"))
                .header("X-Forwarded-Host", proxy.sales().getAuthority())
                .header("X-Forwarded-Uri", "/public")
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(forged, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
        assertThat(Newcomer.nobody().get(proxy.gate() + "/login").status()).isEqualTo(200);
    }

    /** The same address, for Java, which does not know the host's name. */
    private String here(String address) {
        return address.replace(proxy.host(), proxy.sales().getAuthority());
    }

    private Answer open(Newcomer caller, String uri) {
        return open(caller, uri, Map.of());
    }

    private Answer open(Newcomer caller, String uri, Map<String, String> headers) {
        return caller.get(proxy.sales() + uri, headers);
    }
}
