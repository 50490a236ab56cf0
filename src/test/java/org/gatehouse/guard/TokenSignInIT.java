package org.gatehouse.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser that comes into an application with a token, by the field or by an address. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TokenSignInIT {
    private static final Map<String, String> BROWSER = Map.of("Accept", "text/html");

    private final String host = UUID.randomUUID() + ".example.com";
    private final Newcomer browser = Newcomer.nobody();
    private Newcomer administrator;
    private String app;
    private String id;
    private String token;

    @BeforeEach
    void putAnApplicationBehind() throws Exception {
        administrator = Newcomer.administrator();
        app = administrator
                .post(
                        "/api/apps",
                        Map.of(
                                "name",
                                "Sales & <more>",
                                "host",
                                host,
                                "path",
                                "/",
                                "access",
                                "shared_token",
                                "rules",
                                List.of(
                                        Map.of("path", "/public", "access", "public"),
                                        Map.of("path", "/known", "access", "signed_in"))))
                .text("/id");
        var made = administrator.post("/api/apps/" + app + "/tokens", Map.of("name", "Board"));
        id = made.text("/id");
        token = made.text("/secret");
    }

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from guarded_app");
    }

    @Test
    void theFieldLetsInWhereTheVisitorWasGoing() throws Exception {
        var asked = at(ask("/report?a=1&b=%26").header("Location"));
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.response().body())
                .contains(
                        "to continue to Sales &amp; &lt;more&gt;",
                        "value=\"/report?a=1&amp;b=%26\"",
                        "type=\"password\"")
                .doesNotContain("<more>");

        var in = enter(" " + token + "\n", "/report?a=1&b=%26");

        assertThat(in.status()).isEqualTo(302);
        assertThat(in.header("Location")).isEqualTo("http://" + host + "/report?a=1&b=%26");
        assertThat(in.header("Set-Cookie"))
                .startsWith("gatehouse_token_" + app.replace("-", "") + "=")
                .contains("; HttpOnly", "; SameSite=Lax")
                .doesNotContain(token);
        var passed = ask("/report");
        assertThat(passed.status()).isEqualTo(204);
        assertThat(passed.header("Remote-User")).isEqualTo("app-token:" + id);
        assertThat(ask("/known").status()).as("a token is nobody").isEqualTo(403);
    }

    @Test
    void anAddressWithItLeadsToTheSameWithout() throws Exception {
        for (var uri : List.of("/report?a=1&access_token=" + token + "&b=2", "/public?access_token=" + token)) {
            var away = ask(uri).header("Location");
            assertThat(away).startsWith("http://" + host + "/.gatehouse/token?");
            assertThat(at(away).header("Location"))
                    .isEqualTo("http://" + host
                            + uri.replace("access_token=" + token, "").replaceAll("[?&]$|&(?=&)", ""));
        }

        assertThat(ask("/report").status()).isEqualTo(204);
        assertThat(ask("/report?access_token=x").status())
                .as("the application's own")
                .isEqualTo(204);
    }

    @Test
    void aProgramIsLetInByTheAddressAlone() throws Exception {
        var program = Map.of("Accept", "*/*");

        assertThat(ask("/report?access_token=" + token, program).status()).isEqualTo(204);
        assertThat(ask("/report", program).status()).isEqualTo(401);
        assertThat(ask("/report?access_token=" + token.replaceFirst(".$", "!"), program)
                        .status())
                .isEqualTo(401);
    }

    /** The application's scripts may see what is entered on its host. */
    @Test
    void theTokenOfThisGatehouseIsNotTakenThereAndLeadsInByWayOfGatehouse() throws Exception {
        assertThat(enter(TestEnvironment.sharedToken(), "/report").status()).isEqualTo(401);

        var page = at("http://" + host + "/.gatehouse/sign-in?next=/report");
        var toGatehouse = page.response()
                .body()
                .replaceFirst("(?s).*href=\"([^\"]*/handover[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        var holder = Newcomer.nobody();
        holder.get("/?access_token=" + TestEnvironment.sharedToken(), BROWSER);
        at(holder.get(toGatehouse).header("Location"));

        assertThat(ask("/report").status()).isEqualTo(204);
        assertThat(ask("/report").header("Remote-User")).isEmpty();
        assertThat(ask("/known").status()).isEqualTo(403);
        assertThat(browser.api().cookies()).doesNotContainKey("gatehouse_session");
    }

    @Test
    void theTokenOfThisGatehouseIsTakenOutOfAnAddressWhereverItIs() throws Exception {
        var shared = "access_token=" + TestEnvironment.sharedToken();

        assertThat(ask("/report?a=1&" + shared).header("Location"))
                .isEqualTo("http://" + host + "/.gatehouse/sign-in?next=%2Freport%3Fa%3D1");
        assertThat(ask("/public/x?" + shared + "&b=2").header("Location"))
                .isEqualTo("http://" + host + "/public/x?b=2");
        enter(token, "/report");
        assertThat(ask("/report?" + shared).header("Location")).isEqualTo("http://" + host + "/report");
    }

    @Test
    void whatDoesNotOpenItIsToldInPlace() throws Exception {
        var other = administrator
                .post("/api/apps", Map.of("name", "Other", "host", "x." + host, "path", "/", "access", "shared_token"))
                .text("/id");
        var others = administrator
                .post("/api/apps/" + other + "/tokens", Map.of("name", "Other"))
                .text("/secret");
        for (var wrong :
                List.of(others, "", "x", token + "x", "gha_", "x".repeat(100_000), "ü☃", "\u0000", "<script>")) {
            var page = enter(wrong, "/report");

            assertThat(page.status()).as(wrong).isEqualTo(401);
            assertThat(page.response().body())
                    .as(wrong)
                    .contains("aria-invalid=\"true\"", "not any more. Ask whoever", "value=\"/report\"")
                    .doesNotContain("<script>", others);
        }
        assertThat(browser.api().cookies()).doesNotContainKey("gatehouse_token_" + app.replace("-", ""));
    }

    @Test
    void whoGuessesIsStopped() throws Exception {
        var from = "198.51.100." + (1 + Math.abs(host.hashCode() % 250));
        int status = 401;
        for (int i = 0; i < 80 && status == 401; i++) {
            status = enter("gha_00000000_" + "x".repeat(43), "/report", from).status();
        }

        assertThat(status).isEqualTo(429);
        assertThat(enter(token, "/report", from).status()).as("whoever has it").isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "rotate"})
    void itEndsWithTheToken(String how) throws Exception {
        enter(token, "/report");
        assertThat(ask("/report").status()).isEqualTo(204);

        var address = "/api/apps/" + app + "/tokens/" + id;
        var ended = how.equals("delete")
                ? administrator.delete(address)
                : administrator.post(address + "/rotate", Map.of());

        assertThat(ended.status()).isLessThan(300);
        assertThat(ask("/report").status()).isEqualTo(401);
        assertThat(enter(token, "/report").status()).isEqualTo(401);
    }

    @Test
    void itIsWorthNothingForAnotherApplicationUnderItsName() throws Exception {
        var other = administrator
                .post("/api/apps", Map.of("name", "Other", "host", host, "path", "/other", "access", "shared_token"))
                .text("/id");
        enter(token, "/report");
        var cookies = browser.api().cookies();
        cookies.put(
                "gatehouse_token_" + other.replace("-", ""), cookies.get("gatehouse_token_" + app.replace("-", "")));

        assertThat(ask("/other").status()).isEqualTo(401);
        assertThat(ask("/report").status()).isEqualTo(204);
    }

    @Test
    void whoIsSignedInWithoutItIsOfferedTheField() throws Exception {
        var viewer = Newcomer.named("viewer");

        var page = ask(viewer, "/report", BROWSER);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.response().body()).contains("/.gatehouse/sign-in?next=%2Freport", "Enter a token");
        assertThat(ask(viewer, "/report?access_token=" + token, BROWSER).status())
                .as("to be sent on by nginx")
                .isEqualTo(401);
    }

    @Test
    void anotherSiteCannotFillInTheField() throws Exception {
        var form = "token=" + token + "&next=%2Freport";
        for (var origin : List.of(
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Origin", "https://evil.example"),
                Map.of("Origin", TestEnvironment.gatehouse().toString()))) {
            assertThat(post(form, origin).status()).as(origin.toString()).isEqualTo(403);
        }
        assertThat(browser.api().cookies()).isEmpty();
        assertThat(post(form, Map.of("Origin", "http://" + host)).status()).isEqualTo(302);
    }

    @Test
    void otherMethodsAndPlacesAreRefused() throws Exception {
        assertThat(browser.send("POST", "/.gatehouse/sign-in", "").status()).isEqualTo(405);
        assertThat(browser.send("PUT", "/.gatehouse/token", "").status()).isEqualTo(405);
        assertThat(at("http://unknown.example.com/.gatehouse/token?token=" + token + "&next=/")
                        .status())
                .isEqualTo(403);
        assertThat(at("http://" + host + "/.gatehouse/token?token=" + token + "&next=//evil.example")
                        .header("Location"))
                .isEqualTo("http://" + host + "/");
    }

    private Answer enter(String token, String next) throws Exception {
        return enter(token, next, "203.0.113.7");
    }

    private Answer enter(String token, String next, String from) throws Exception {
        return post(
                "token=" + URLEncoder.encode(token, UTF_8) + "&next=" + URLEncoder.encode(next, UTF_8),
                Map.of("Sec-Fetch-Site", "same-origin", "X-Forwarded-For", from));
    }

    private Answer post(String form, Map<String, String> headers) throws Exception {
        var all = new HashMap<>(Map.of(
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-Forwarded-Proto",
                "http",
                "X-Forwarded-Host",
                host));
        all.putAll(headers);
        return new Answer(browser.api().upload("/.gatehouse/token", form.getBytes(UTF_8), all));
    }

    /** As the proxy passes it on. */
    private Answer at(String address) {
        var url = URI.create(address);
        return browser.get(
                url.getRawPath() + "?" + url.getRawQuery(),
                Map.of("X-Forwarded-Proto", "http", "X-Forwarded-Host", url.getAuthority()));
    }

    private Answer ask(String uri) {
        return ask(uri, BROWSER);
    }

    private Answer ask(String uri, Map<String, String> headers) {
        return ask(browser, uri, headers);
    }

    private Answer ask(Newcomer caller, String uri, Map<String, String> headers) {
        var all = new HashMap<>(Map.of("X-Forwarded-Host", host, "X-Forwarded-Uri", uri));
        all.putAll(headers);
        return caller.get("/api/guard/verify", all);
    }
}
