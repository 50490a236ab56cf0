package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.FakeProviderGatehouse;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in by the shared token, of a Gatehouse that has a provider too. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SharedTokenIT {
    private static final String ME = "/api/auth/me";
    private static final String TOKEN = TestEnvironment.sharedToken();
    private static final String COOKIE = "gatehouse_session";
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private final Api api = Api.anonymous();
    /** A network of one's own, so that what does not hold here is counted for nobody else. */
    private final String network = "192.0.2." + NETWORKS.incrementAndGet();

    @Test
    void aProgramBringsItAsABearerTokenOrAsAPasswordOfAnyUserOrInTheAddress() throws Exception {
        for (var authorization :
                List.of("Bearer " + TOKEN, "bearer  " + TOKEN, basic("anybody:" + TOKEN), basic(":" + TOKEN))) {
            var me = get(ME, "Authorization", authorization);

            assertThat(me.text("/method")).as(authorization).isEqualTo("shared_token");
            assertThat(me.json().at("/user").isNull()).isTrue();
            assertThat(me.json().at("/authenticated").asBoolean()).isTrue();
            assertThat(me.json().at("/administrator").asBoolean()).isTrue();
        }
        var me = get(ME + "?x=1&access_token=" + TOKEN);
        assertThat(me.text("/method")).isEqualTo("shared_token");
        assertThat(me.header("Set-Cookie")).as("for this request alone").isEmpty();
        assertThat(get(ME).text("/method")).isEqualTo("anonymous");
    }

    @Test
    void itRunsThisGatehouseAndIsNobodyInParticular() throws Exception {
        var holder = Newcomer.bearer(TOKEN);
        var somebody = Newcomer.named("somebody");
        var team = Team.gather();

        assertThat(holder.get("/api/orgs").json()).isEmpty();
        assertThat(holder.get("/api/users/me").text("/detail")).contains("sign in with your account");
        assertThat(holder.post("/api/orgs", Map.of("name", "Team", "slug", "team-" + UUID.randomUUID()))
                        .status())
                .isEqualTo(403);
        assertThat(holder.get(team.members()).status()).as("no member of it").isEqualTo(403);
        assertThat(holder.patch("/api/admin/users/" + somebody.id(), Map.of("disabled", true))
                        .status())
                .isEqualTo(200);
        assertThat(Sql.run(
                        "update audit_event set detail = 'x' where actor = 'shared token' and actor_id is null"
                                + " and action = 'user_disabled' and subject = ?",
                        somebody.email()))
                .as("audit")
                .isOne();
    }

    @Test
    void aPostMayBeRepeatedWithItsKey() throws Exception {
        var holder = Newcomer.bearer(TOKEN);
        var key = UUID.randomUUID().toString();

        assertThat(holder.post("/api/auth/logout", Map.of(), "Idempotency-Key", key)
                        .status())
                .isEqualTo(200);
        assertThat(holder.post("/api/auth/logout", Map.of(), "Idempotency-Key", key)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer",
                "Basic",
                "Basic !!!",
                "Basic Og==",
                "Basic d3Jvbmc6d3Jvbmc=",
                "Basic /////w=="
            })
    void whatDoesNotHoldIsRefusedAndBothWaysAreNamed(String authorization) throws Exception {
        var refused = get(ME, "Authorization", authorization, "X-Forwarded-For", network);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("invalid-token");
        assertThat(refused.response().headers().allValues("WWW-Authenticate"))
                .containsExactlyInAnyOrder(
                        "Bearer error=\"invalid_token\"", "Basic realm=\"Gatehouse\", charset=\"UTF-8\"");
    }

    @Test
    void whoBringsNothingIsToldBothWaysUnlessItIsABrowser() throws Exception {
        assertThat(challenges(get("/api/orgs"))).anyMatch(challenge -> challenge.startsWith("Basic "));
        for (var header : Map.of("Accept", BROWSER, "User-Agent", "Mozilla/5.0 (X11)", "Sec-Fetch-Mode", "cors")
                .entrySet()) {
            assertThat(challenges(get("/api/orgs", header.getKey(), header.getValue())))
                    .containsExactly("Bearer");
        }
        var wrong = get("/account", "Authorization", basic("x:wrong"), "Accept", BROWSER, "X-Forwarded-For", network);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(challenges(wrong)).noneMatch(challenge -> challenge.startsWith("Basic"));
        var program = get("/account", "Authorization", basic("x:wrong"), "X-Forwarded-For", network);
        assertThat(program.problem()).isEqualTo("invalid-token");
        assertThat(challenges(program)).anyMatch(challenge -> challenge.startsWith("Basic "));
    }

    @Test
    void itIsLookedForInTheAddressOnceAndNotInTheBody() throws Exception {
        assertThat(get(ME + "?access_token=" + TOKEN + "&access_token=" + TOKEN, "X-Forwarded-For", network)
                        .status())
                .isEqualTo(401);
        assertThat(get(ME + "?access_token=", "X-Forwarded-For", network).status())
                .isEqualTo(401);
        assertThat(get(ME + "?access_token", "X-Forwarded-For", network).status())
                .isEqualTo(401);
        assertThat(get(ME + "?access_token=" + "x".repeat(4_000), "X-Forwarded-For", network)
                        .status())
                .isEqualTo(401);
        assertThat(get(ME + "?my_access_token=" + TOKEN).text("/method")).isEqualTo("anonymous");
        assertThat(api.postForm("/api/auth/logout", Map.of("access_token", TOKEN))
                        .body())
                .doesNotContain(TOKEN);
        assertThat(new Answer(api.post("/api/orgs?access_token=" + TOKEN, "{}")).status())
                .as("known, and no person")
                .isEqualTo(403);
    }

    @Test
    void anApiKeyThatDoesNotHoldIsNotPassedOverForIt() throws Exception {
        assertThat(get(ME, "X-API-Key", "x", "Authorization", basic("x:" + TOKEN), "X-Forwarded-For", network)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aBrowserThatOpensItIsSentToTheSameAddressWithoutItAndIsIn() throws Exception {
        var answer = open("/admin/users?q=a%26b&access_token=" + TOKEN + "&x=%C3%A4");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(location(answer)).isEqualTo("/admin/users?q=a%26b&x=%C3%A4");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Set-Cookie"))
                .contains("HttpOnly; SameSite=Lax")
                .doesNotContain(TOKEN);
        var me = get(ME);
        assertThat(me.text("/method")).isEqualTo("shared_token");
        assertThat(me.json().at("/user").isNull()).isTrue();
        assertThat(api.get("/admin").statusCode()).isEqualTo(200);
        assertThat(api.get("/").body()).contains("You run this Gatehouse");
        var account = api.get("/account");
        assertThat(account.statusCode()).isEqualTo(403);
        assertThat(account.body()).contains("sign in with your account");
    }

    @Test
    void aHeadBeginsTheSameSession() throws Exception {
        var answer = new Answer(api.request("HEAD", "/account?access_token=" + TOKEN, "", Map.of("Accept", BROWSER)));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(api.cookies()).containsKey(COOKIE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example.com", "///evil.example.com/", "//evil.example.com/%2e%2e/x"})
    void itNeverLeadsToAnotherHost(String path) throws Exception {
        var answer = open(TestEnvironment.gatehouse() + path + "?access_token=" + TOKEN);

        assertThat(answer.header("Location")).doesNotContain("evil");
    }

    @Test
    void whoOpensAWrongOneIsAskedForAnotherAndDoesNotLoseTheirWay() throws Exception {
        var answer = open("/admin/users?q=x&access_token=wrong%E2%82%AC");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(location(answer)).isEqualTo("/login?error=token&next=%2Fadmin%2Fusers%3Fq%3Dx");
        assertThat(api.cookies()).isEmpty();
        assertThat(api.get(answer.header("Location")).body())
                .contains("does not open this Gatehouse")
                .doesNotContain("wrong€");
    }

    @Test
    void whoIsSignedInStaysWhoTheyAreAndTheTokenLeavesTheAddress() throws Exception {
        var ann = Newcomer.named("ann");

        for (var token : List.of(TOKEN, "wrong")) {
            var answer = ann.get("/account?access_token=" + token, Map.of("Accept", BROWSER));
            assertThat(answer.status()).isEqualTo(302);
            assertThat(location(answer)).isEqualTo("/account");
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
        assertThat(ann.get(ME + "?access_token=" + TOKEN).text("/method")).isEqualTo("session");
    }

    @Test
    void theFieldLetsInAndLeadsWhereTheVisitorWasGoing() throws Exception {
        var entered = enter("/login?next=/admin/users%3Fq%3Dx", " " + TOKEN + "\n");

        assertThat(entered.status()).isEqualTo(302);
        assertThat(location(entered)).isEqualTo("/admin/users?q=x");
        assertThat(get(ME).text("/method")).isEqualTo("shared_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "pässwörd 🗝", "\0", "<script>"})
    void aWrongOneInTheFieldIsToldThereWithStatus401(String wrong) throws Exception {
        var page = enter("/login?next=/admin", wrong);

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.response().body()).contains("This is not the token or password", "aria-invalid=\"true\"");
        assertThat(api.cookies()).isEmpty();
    }

    @Test
    void aHugeOneIsAWrongOne() throws Exception {
        assertThat(enter("/login", "x".repeat(1_000_000)).status()).isEqualTo(401);
    }

    @Test
    void theFieldNeverLeadsToAnotherHost() throws Exception {
        assertThat(location(enter("/login?next=//evil.example.com", TOKEN))).isEqualTo("/");
    }

    @Test
    void anotherSiteCannotFillInTheField() throws Exception {
        var refused = new Answer(api.upload(
                "/login",
                form("/login", TOKEN).getBytes(UTF_8),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site")));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(api.cookies()).isEmpty();
    }

    @Test
    void whoGuessesIsStoppedAndWhoHasItIsNot() throws Exception {
        int status = 401;
        int tries = 0;
        while (status == 401 && tries < 100) {
            status = get(ME, "Authorization", basic("x:guess" + tries++), "X-Forwarded-For", network)
                    .status();
        }
        assertThat(status).isEqualTo(429);
        assertThat(tries).as("one more each second").isBetween(61, 90);
        var entered = new ArrayList<Integer>();
        for (int i = 0; i < 5; i++) {
            entered.add(enter("/login", "guess").status());
        }
        assertThat(entered).as("one more each second").contains(429);

        assertThat(get(ME, "Authorization", basic("x:" + TOKEN), "X-Forwarded-For", network)
                        .text("/method"))
                .isEqualTo("shared_token");
    }

    @Test
    void signingOutEndsTheSessionAndNoneOfAnotherHolder() throws Exception {
        open("/?access_token=" + TOKEN);
        var other = Api.anonymous();
        other.get("/?access_token=" + TOKEN, Map.of("Accept", BROWSER));
        var cookie = api.cookies().get(COOKIE);

        assertThat(new Answer(api.post("/api/auth/logout", "{}")).json().has("logout_url"))
                .isFalse();

        api.cookies().put(COOKIE, cookie);
        assertThat(get(ME).text("/method")).isEqualTo("anonymous");
        assertThat(other.get(ME).body()).contains("shared_token");
    }

    @Test
    void aSessionOfAnEarlierTokenHasEnded() throws Exception {
        open("/?access_token=" + TOKEN);

        Sql.run("update user_session set shared_token_id = gen_random_uuid() where shared_token_id is not null");

        assertThat(get(ME).text("/method")).isEqualTo("anonymous");
        assertThat(api.get("/admin").statusCode()).isEqualTo(302);
    }

    @Test
    void theTokenIsNowhereInTheDatabase() throws Exception {
        open("/?access_token=" + TOKEN);

        assertThat(Sql.run("update user_session s set address = address where position(? in s::text) > 0", TOKEN))
                .isZero();
        assertThat(Sql.run("update audit_event e set detail = detail where position(? in e::text) > 0", TOKEN))
                .isZero();
    }

    @Test
    void withAProviderThereIsNoneUnlessAskedFor() throws Exception {
        var elsewhere = FakeProviderGatehouse.address();

        assertThat(api.get(elsewhere + "/login").body()).doesNotContain("Access token or password");
        assertThat(api.get(elsewhere + ME + "?access_token=x").body()).contains("\"method\":\"anonymous\"");
        assertThat(api.get(elsewhere + ME, Map.of("Authorization", basic("x:y")))
                        .statusCode())
                .as("a reverse proxy's own")
                .isEqualTo(200);
        assertThat(challenges(new Answer(api.get(elsewhere + "/api/orgs")))).containsExactly("Bearer");
    }

    private Answer get(String address, String... headersAndValues) throws Exception {
        var headers = new HashMap<String, String>();
        for (int i = 0; i < headersAndValues.length; i += 2) {
            headers.put(headersAndValues[i], headersAndValues[i + 1]);
        }
        return new Answer(api.get(address, headers));
    }

    private Answer open(String address) throws Exception {
        return get(address, "Accept", BROWSER, "X-Forwarded-For", network);
    }

    private Answer enter(String page, String token) throws Exception {
        return new Answer(api.upload(
                page,
                form(page, token).getBytes(UTF_8),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "X-Forwarded-For", network)));
    }

    /** As a browser without scripts sends it. */
    private String form(String page, String token) throws Exception {
        var body = new StringBuilder("password=" + URLEncoder.encode(token, UTF_8));
        var html = api.get(page).body();
        var form = html.substring(html.indexOf("<form"));
        var input = Pattern.compile("<input [^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"")
                .matcher(form);
        while (input.find()) {
            body.append('&').append(URLEncoder.encode(input.group(1), UTF_8));
            body.append('=').append(URLEncoder.encode(input.group(2).replace("&amp;", "&"), UTF_8));
        }
        return body.toString();
    }

    private static List<String> challenges(Answer answer) {
        return answer.response().headers().allValues("WWW-Authenticate");
    }

    private static String location(Answer answer) {
        return answer.header("Location").replace(TestEnvironment.gatehouse().toString(), "");
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
    }
}
