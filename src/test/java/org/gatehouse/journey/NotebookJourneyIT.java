package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Notebook;
import org.gatehouse.testing.ReverseProxy;
import org.gatehouse.testing.ReverseProxy.Running;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.Upstream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A team's notebooks, by Jupyter at {@code /dashboard}, beside a public page at {@code /} of the same host. */
@Tag("proxies")
class NotebookJourneyIT extends Journey {
    private static final String CONTENTS = "/dashboard/api/contents";
    private static final ContainsTextOptions WHEN_THE_KERNEL_IS_UP = new ContainsTextOptions().setTimeout(60_000);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Notebook notebook;
    private static Upstream index;
    private static Map<ReverseProxy, Running> proxies;

    private Team team;
    private Running proxy;

    @BeforeAll
    static void start() {
        notebook = Notebook.start("/dashboard/");
        index = Upstream.start();
        proxies = ReverseProxy.all(index.address(), notebook.address());
    }

    @AfterAll
    static void stop() {
        proxies.values().forEach(Running::close);
        index.close();
        notebook.close();
    }

    void putBehind(ReverseProxy kind) throws Exception {
        proxy = proxies.get(kind);
        team = Team.assemble();
        var administrator = Newcomer.administrator();
        var index = Map.of("name", "Index", "host", proxy.host(), "path", "/", "access", "public");
        var notebooks = Map.of(
                "name",
                "Notebooks",
                "host",
                proxy.host(),
                "path",
                "/dashboard",
                "access",
                "role",
                "org_id",
                team.id(),
                "role",
                "viewer");
        assertThat(administrator.post("/api/apps", index).status()).isEqualTo(201);
        assertThat(administrator.post("/api/apps", notebooks).status()).isEqualTo(201);
    }

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from guarded_app");
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void whoIsInvitedSignsInAndRunsACellUntilTheyAreRemoved(ReverseProxy kind) throws Exception {
        putBehind(kind);
        team.invite("alice@example.com", "viewer");
        var address = "http://" + proxy.host() + "/dashboard/notebooks/First.ipynb?from=mail";

        var page = newBrowser();
        page.navigate(address);
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Continue with Keycloak"))
                .click();
        enterCredentials(page, "alice");
        assertThat(page).hasURL(address);
        runACell(page, "print(6 * 7, 'by kernel')");
        assertThat(page.locator(".output_stdout").first()).containsText("42 by kernel", WHEN_THE_KERNEL_IS_UP);
        picture(page, "notebook-" + kind);

        var row = team.owner.get(team.members() + "?q=alice@example.com").text("/0/id");
        team.owner.delete(team.members() + "/" + row);
        assertThat(page.reload().status()).isEqualTo(403);
        assertThat(page.getByText("is for those who are viewer or more in Team"))
                .isVisible();
        page.navigate("http://" + proxy.host());
        assertThat(page.getByText("\"uri\":\"/\"")).isVisible();
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void othersReachNeitherPagesNorTheKernel(ReverseProxy kind) throws Exception {
        putBehind(kind);
        var kernel = startKernel(session(team.viewer));

        for (var uri : List.of("/dashboard/tree", CONTENTS, "/dashboard", "/dashboard/api/kernels")) {
            assertThat(send("GET", uri, session(team.outsider), "").statusCode())
                    .as(uri)
                    .isEqualTo(403);
            assertThat(send("GET", uri, Map.of(), "").statusCode()).as(uri).isEqualTo(401);
        }
        assertThat(refusedWith(kernel, session(team.outsider))).isEqualTo(403);
        assertThat(refusedWith(kernel, Map.of())).isEqualTo(401);
        assertThat(send("GET", "/", Map.of(), "").body()).contains("\"uri\":\"/\"");
        assertThat(send("GET", "/DASHBOARD/tree", Map.of(), "").body())
                .as("another letter case is another address, to Gatehouse and to the proxy")
                .contains("\"uri\":\"/DASHBOARD/tree\"");

        assertThat(printed(kernel, session(team.viewer), "print(6 * 7)")).isEqualTo("42\n");
        team.owner.delete(team.row(team.viewer));
        assertThat(refusedWith(kernel, session(team.viewer))).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void aProgramWithAKeyUploadsAFileAndRunsACell(ReverseProxy kind) throws Exception {
        putBehind(kind);
        var key = team.owner.post(
                team.organization + "/api-keys", Map.of("name", "Program", "scopes", List.of("members:read")));
        var program = Map.of("X-API-Key", key.text("/secret"));

        var content = "x".repeat(2_000_000);
        var upload = JSON.writeValueAsString(Map.of("type", "file", "format", "text", "content", content));
        assertThat(send("PUT", CONTENTS + "/data-" + kind + ".txt", program, upload)
                        .statusCode())
                .isEqualTo(201);
        var uploaded = send("GET", CONTENTS + "/data-" + kind + ".txt?content=0", program, "");
        assertThat(JSON.readTree(uploaded.body()).at("/size").asInt()).isEqualTo(content.length());
        var kernel = startKernel(program);
        assertThat(printed(kernel, program, "print(6 * 7)")).isEqualTo("42\n");

        team.owner.delete(team.organization + "/api-keys/" + key.text("/id"));
        assertThat(refusedWith(kernel, program)).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void tenRequestsAtOnceAreAnswered(ReverseProxy kind) throws Exception {
        putBehind(kind);
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        while (answers.size() < 10) {
            answers.add(CLIENT.sendAsync(
                    request("GET", CONTENTS + "?tab=" + answers.size(), session(team.viewer), ""),
                    BodyHandlers.ofString()));
        }
        for (var answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS).body()).contains("First.ipynb");
        }
    }

    private static void runACell(Page page, String code) {
        page.locator(".cell.code_cell .CodeMirror").first().click();
        page.keyboard().press("Control+A");
        page.keyboard().insertText(code);
        page.keyboard().press("Shift+Enter");
    }

    private static Map<String, String> session(Newcomer member) {
        return Map.of("Cookie", "gatehouse_session=" + member.api().cookies().get("gatehouse_session"));
    }

    private HttpResponse<String> send(String method, String uri, Map<String, String> caller, String json)
            throws Exception {
        return CLIENT.send(request(method, uri, caller, json), BodyHandlers.ofString());
    }

    /** With what Jupyter wants against cross-site requests: a cookie, and a header that says the same. */
    private HttpRequest request(String method, String uri, Map<String, String> caller, String json) {
        var xsrf = "0123456789abcdef0123456789abcdef";
        var cookies = caller.getOrDefault("Cookie", "a=1") + "; _xsrf=" + xsrf;
        var request = HttpRequest.newBuilder(URI.create(proxy.sales() + uri))
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        caller.forEach(request::setHeader);
        return request.setHeader("Cookie", cookies)
                .setHeader("X-XSRFToken", xsrf)
                .build();
    }

    private String startKernel(Map<String, String> caller) throws Exception {
        var started = send("POST", "/dashboard/api/kernels", caller, "{\"name\": \"python3\"}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        return JSON.readTree(started.body()).at("/id").asText();
    }

    private WebSocket open(String kernel, Map<String, String> caller, WebSocket.Listener listener) {
        var socket = CLIENT.newWebSocketBuilder();
        caller.forEach(socket::header);
        return socket.buildAsync(
                        URI.create("ws://" + proxy.sales().getAuthority() + "/dashboard/api/kernels/" + kernel
                                + "/channels"),
                        listener)
                .join();
    }

    /** @return the status by which the WebSocket was refused */
    private int refusedWith(String kernel, Map<String, String> caller) {
        var refusal = new ArrayList<Integer>();
        assertThatThrownBy(() -> open(kernel, caller, new Messages()).abort())
                .isInstanceOfSatisfying(
                        CompletionException.class,
                        failure -> refusal.add(((WebSocketHandshakeException) failure.getCause())
                                .getResponse()
                                .statusCode()));
        return refusal.get(0);
    }

    /** What a cell prints; by Jupyter's messages, version 5.3. */
    private String printed(String kernel, Map<String, String> caller, String code) throws Exception {
        var messages = new Messages();
        var socket = open(kernel, caller, messages);
        socket.sendText(
                        JSON.writeValueAsString(Map.of(
                                "channel", "shell",
                                "header",
                                        Map.of(
                                                "msg_id",
                                                "1",
                                                "msg_type",
                                                "execute_request",
                                                "session",
                                                "s",
                                                "username",
                                                "",
                                                "version",
                                                "5.3"),
                                "parent_header", Map.of(),
                                "metadata", Map.of(),
                                "content", Map.of("code", code, "silent", false))),
                        true)
                .join();
        try {
            return messages.printed.get(60, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    private static final class Messages implements WebSocket.Listener {
        private final CompletableFuture<String> printed = new CompletableFuture<>();
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                read(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void read(String message) {
            try {
                JsonNode json = JSON.readTree(message);
                if (json.at("/msg_type").asText().equals("stream")) {
                    printed.complete(json.at("/content/text").asText());
                }
            } catch (Exception e) {
                printed.completeExceptionally(e);
            }
        }
    }
}
