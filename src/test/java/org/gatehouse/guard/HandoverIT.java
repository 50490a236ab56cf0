package org.gatehouse.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser has two sets of cookies, for the host of Gatehouse and for that of the application: two callers stand for it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HandoverIT {
    private static final String SESSION_COOKIE = "gatehouse_session";

    private final String host = UUID.randomUUID() + ".example.com";
    private final Newcomer atApplication = Newcomer.nobody();
    private Team team;
    private String app;

    @BeforeEach
    void putAnApplicationBehind() throws Exception {
        team = Team.assemble();
        app = put(host, "/");
    }

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from guarded_app");
    }

    @Test
    void whoIsSignedInComesInWhereTheyWereGoing() throws Exception {
        var refused = ask("/report?a=1&b=%26", Map.of("Accept", "text/html"));
        assertThat(refused.status()).isEqualTo(401);
        var toGatehouse = at(refused.header("Location")).header("Location");
        assertThat(toGatehouse).startsWith(TestEnvironment.gatehouse() + "/handover?");
        var back = team.viewer.get(toGatehouse).header("Location");
        assertThat(back).startsWith("http://" + host + "/.gatehouse/come-in?code=");
        var in = at(back);

        assertThat(in.status()).isEqualTo(302);
        assertThat(in.header("Location")).isEqualTo("http://" + host + "/report?a=1&b=%26");
        assertThat(in.header("Set-Cookie"))
                .startsWith(cookie() + "=")
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/;")
                .doesNotContain("Domain");
        var asked = ask("/report");
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Remote-User")).isEqualTo(team.viewer.id().toString());
        assertThat(atApplication.api().cookies()).doesNotContainKey(SESSION_COOKIE);
    }

    @Test
    void whoIsNotSignsInFirst() throws Exception {
        var toGatehouse = begin("/report");

        var login = Newcomer.nobody().get(toGatehouse).header("Location");

        var path = toGatehouse.substring(TestEnvironment.gatehouse().toString().length());
        assertThat(login).endsWith("/login?next=" + URLEncoder.encode(path, UTF_8));
        assertThat(Newcomer.nobody().get(login).response().body()).contains("to continue to Sales");
        assertThat(Newcomer.nobody()
                        .get(login.replace(app, UUID.randomUUID().toString()))
                        .response()
                        .body())
                .contains("to continue to Gatehouse");
    }

    @Test
    void aCodeCountsOnce() {
        var back = team.viewer.get(begin("/report")).header("Location");
        var state = Map.copyOf(atApplication.api().cookies());

        var statuses = IntStream.range(0, 20)
                .mapToObj(number -> {
                    var tab = Newcomer.nobody();
                    tab.api().cookies().putAll(state);
                    return CompletableFuture.supplyAsync(() -> at(tab, back).status());
                })
                .toList();

        assertThat(statuses)
                .extracting(CompletableFuture::join)
                .containsOnlyOnce(302)
                .containsOnly(302, 401);
    }

    @Test
    void whoIsInAndSeesACodeAgainGoesOn() {
        var back = team.viewer.get(begin("/report")).header("Location");

        assertThat(at(back).status()).isEqualTo(302);
        assertThat(at(back).header("Location")).isEqualTo("http://" + host + "/report");
    }

    @Test
    void allTabsOfABrowserComeIn() {
        var one = begin("/one");
        var other = begin("/other");

        assertThat(at(team.viewer.get(other).header("Location")).header("Location"))
                .endsWith("/other");
        atApplication.api().cookies().remove(cookie());
        assertThat(at(team.viewer.get(one).header("Location")).header("Location"))
                .endsWith("/one");
    }

    /** Otherwise somebody could sign others in as themselves. */
    @Test
    void anothersCodeIsWorthNothing() {
        var back = team.viewer.get(begin("/report")).header("Location");
        var victim = Newcomer.nobody();
        at(victim, "http://" + host + "/.gatehouse/sign-in?next=/report");

        var page = at(victim, back);

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.response().body()).contains("Begin again", "/.gatehouse/sign-in?next=%2Freport");
        assertThat(victim.api().cookies()).doesNotContainKey(cookie());
    }

    @Test
    void aCodeIsForOneApplication() throws Exception {
        var other = UUID.randomUUID() + ".example.com";
        put(other, "/");
        var back = team.viewer.get(begin("/report")).header("Location");

        assertThat(at(atApplication, back.replace(host, other)).status()).isEqualTo(401);
        assertThat(at(back).status()).as("it has not been used up").isEqualTo(302);
    }

    @Test
    void aCodeThatIsTooOldOrMeantForSomethingElseIsWorthNothing() throws Exception {
        begin("/report");
        var keys = Injection.into(
                new SigningKeys(),
                new GivenSettings(Setting.SECRET_KEY, TestEnvironment.settings().get("SECRET_KEY")).read(),
                Clock.systemUTC());
        var claims = new Handover(
                        UUID.randomUUID().toString(),
                        UUID.fromString(app),
                        team.viewer.session(),
                        query(begin("/report")).get("state"),
                        "/report")
                .toClaims();

        for (var code : List.of(
                keys.sign("handover", claims, Duration.ofSeconds(-1)),
                keys.sign("session", claims, Duration.ofMinutes(1)),
                "",
                "x",
                "x".repeat(5_000))) {
            assertThat(comeIn(code).status()).as(code).isEqualTo(401);
        }
        assertThat(comeIn(keys.sign("handover", claims, Duration.ofMinutes(1))).status())
                .as("so it is the code")
                .isEqualTo(302);
    }

    @Test
    void itEndsWithTheSession() {
        at(team.viewer.get(begin("/report")).header("Location"));
        assertThat(ask("/report").status()).isEqualTo(204);

        team.viewer.post("/api/auth/logout", Map.of());

        assertThat(ask("/report").status()).isEqualTo(401);
    }

    @Test
    void whoSignsOutOnTheWayDoesNotComeIn() {
        var back = team.viewer.get(begin("/report")).header("Location");
        team.viewer.post("/api/auth/logout", Map.of());

        assertThat(at(back).status()).isEqualTo(401);
    }

    @Test
    void aCookieIsWorthNothingAnywhereElse() throws Exception {
        var path = "/other";
        var other = put(host, path);
        at(team.viewer.get(begin("/report")).header("Location"));
        var cookies = atApplication.api().cookies();
        var own = cookies.get(cookie());

        assertThat(ask(path).status()).as("another application on that host").isEqualTo(401);
        cookies.put("gatehouse_app_" + other.replace("-", ""), own);
        assertThat(ask(path).status()).as("under its name").isEqualTo(401);
        cookies.clear();
        cookies.put(SESSION_COOKIE, own);
        assertThat(atApplication.get("/api/auth/me").text("/method"))
                .as("Gatehouse")
                .isEqualTo("anonymous");
        cookies.clear();
        cookies.put(cookie(), team.viewer.api().cookies().get(SESSION_COOKIE));
        assertThat(ask("/report").status()).as("Gatehouse's at the application").isEqualTo(401);
        cookies.clear();
        cookies.put(cookie(), own);
        assertThat(ask("/report").status()).isEqualTo(204);
    }

    @Test
    void severalApplicationsOnOneHostHaveOneEach() throws Exception {
        put(host, "/other");

        at(team.viewer.get(begin("/report")).header("Location"));
        at(team.viewer.get(begin("/other/x")).header("Location"));

        assertThat(ask("/report").status()).isEqualTo(204);
        assertThat(ask("/other/x").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/x", "https://evil.example/", "/\\evil.example", "x", "/a\nb", ""})
    void nobodyIsSentToAnotherHost(String next) {
        var back = team.viewer.get(begin(next)).header("Location");

        assertThat(at(back).header("Location")).isEqualTo("http://" + host + "/");
    }

    @Test
    void onOurOwnHostTheSessionIsThereAlready() throws Exception {
        var path = "/sales-" + UUID.randomUUID();
        Newcomer.administrator().post("/api/apps", Map.of("name", "Sales", "path", path, "access", "signed_in"));
        var ours = TestEnvironment.gatehouse().getAuthority();

        var answer = atApplication.get("/.gatehouse/sign-in?next=" + path, Map.of("X-Forwarded-Host", ours));

        assertThat(answer.header("Location"))
                .isEqualTo(TestEnvironment.gatehouse() + "/login?next=" + URLEncoder.encode(path, UTF_8));
    }

    @Test
    void whatIsIncompleteOrUnknownIsRefused() {
        var whole = begin("/report");
        for (var wrong : List.of(
                whole.replace(app, UUID.randomUUID().toString()),
                whole.replace(app, "x"),
                whole.replaceFirst("&app=[^&]*", ""),
                whole.replaceFirst("state=.*", "state=x"),
                whole.replaceFirst("&state=.*", ""))) {
            assertThat(team.viewer.get(wrong).status()).as(wrong).isEqualTo(403);
        }
        var key = team.owner
                .post(team.organization + "/api-keys", Map.of("name", "Program", "scopes", List.of("members:read")))
                .text("/secret");
        assertThat(Newcomer.bearer(key).get(whole).status())
                .as("has no session")
                .isEqualTo(403);
        var path = "/.gatehouse/sign-in?next=/report";
        assertThat(atApplication.get(path).status()).as("no host told").isEqualTo(403);
        assertThat(at("http://unknown.example.com" + path).status()).isEqualTo(403);
        assertThat(at("http://" + host + "/.gatehouse/sign-in?next=/a/../b").status())
                .as("it goes to the first page")
                .isEqualTo(302);
        assertThat(at("http://" + host + "/.gatehouse/other").status()).isEqualTo(404);
        assertThat(ask("/.gatehouse/sign-in").status()).as("the proxy asks").isEqualTo(403);
    }

    /** Who came in by this Gatehouse's token may become somebody. */
    @Test
    void anotherSessionTakesThePlaceOfTheOneBefore() {
        at(team.viewer.get(begin("/report")).header("Location"));
        assertThat(ask("/report").header("Remote-User"))
                .isEqualTo(team.viewer.id().toString());

        at(team.owner.get(begin("/report")).header("Location"));

        assertThat(ask("/report").header("Remote-User"))
                .isEqualTo(team.owner.id().toString());
    }

    @Test
    void aLongAddressIsRefusedOrPassedOnButNoFailure() {
        at(team.viewer.get(begin("/report")).header("Location"));

        assertThat(ask("/" + "a".repeat(5_000)).status()).isEqualTo(204);
        assertThat(ask("/" + "a/".repeat(2_500)).status()).isEqualTo(204);
    }

    private String put(String host, String path) throws Exception {
        return Newcomer.administrator()
                .post("/api/apps", Map.of("name", "Sales", "host", host, "path", path, "access", "signed_in"))
                .text("/id");
    }

    private String cookie() {
        return "gatehouse_app_" + app.replace("-", "");
    }

    /** The address at Gatehouse that the application's host sends the browser to. */
    private String begin(String next) {
        return at("http://" + host + "/.gatehouse/sign-in?next=" + URLEncoder.encode(next, UTF_8))
                .header("Location");
    }

    private Answer comeIn(String code) {
        atApplication.api().cookies().remove(cookie());
        return at("http://" + host + "/.gatehouse/come-in?code=" + code);
    }

    private Answer at(String address) {
        return at(atApplication, address);
    }

    /** As the proxy passes it on. */
    private static Answer at(Newcomer browser, String address) {
        var url = URI.create(address);
        return browser.get(
                url.getRawPath() + "?" + url.getRawQuery(),
                Map.of("X-Forwarded-Proto", "http", "X-Forwarded-Host", url.getAuthority()));
    }

    private Answer ask(String uri) {
        return ask(uri, Map.of());
    }

    private Answer ask(String uri, Map<String, String> headers) {
        var all = new HashMap<>(Map.of("X-Forwarded-Host", host, "X-Forwarded-Uri", uri));
        all.putAll(headers);
        return atApplication.get("/api/guard/verify", all);
    }

    private static Map<String, String> query(String address) {
        var values = new HashMap<String, String>();
        for (var pair : URI.create(address).getRawQuery().split("&", -1)) {
            var parts = pair.split("=", 2);
            values.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return values;
    }
}
