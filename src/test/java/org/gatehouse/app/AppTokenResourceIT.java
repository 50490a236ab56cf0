package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gatehouse.testing.Answer;
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

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AppTokenResourceIT {
    private final String host = UUID.randomUUID() + ".example.com";
    private Team team;
    private Newcomer administrator;
    private String tokens;
    private String ofOrganization;

    @BeforeEach
    void putBehind() throws Exception {
        team = Team.assemble();
        administrator = Newcomer.administrator();
        var app = add(host);
        tokens = "/api/apps/" + app + "/tokens";
        ofOrganization = team.organization + "/apps/" + app + "/tokens";
    }

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from guarded_app");
    }

    @Test
    void aSecretIsToldOnceAndThenOnlyItsPrefix() {
        var made = make("Report");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith(tokens + "/" + made.text("/id"));
        assertThat(made.text("/secret")).startsWith(made.text("/prefix") + "_").hasSize(56);
        assertThat(made.text("/url")).isEqualTo("http://" + host + "/?access_token=" + made.text("/secret"));
        var listed = administrator.get(tokens);
        assertThat(listed.texts("name")).containsExactly("Report");
        assertThat(listed.text("/0/created_by")).isEqualTo(administrator.email());
        assertThat(listed.json().at("/0/last_used_at").isNull()).isTrue();
        assertThat(listed.json().at("/0/declared").asBoolean()).isFalse();
        assertThat(listed.response().body()).doesNotContain(made.text("/secret"));
    }

    @Test
    void theSecretIsNotInTheDatabaseNorInTheAudit() throws Exception {
        var made = make("Report");

        try (var connection = TestEnvironment.postgres().dataSource().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select to_jsonb(t)::text from app_token t union all"
                                + " select to_jsonb(e)::text from audit_event e where action like 'app_token_%'")) {
            var count = 0;
            while (rows.next()) {
                count++;
                assertThat(rows.getString(1))
                        .doesNotContain(made.text("/secret").substring(13));
            }
            assertThat(count).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void whoRunsTheOrganizationThatItIsHandedToManagesThemToo() {
        var body = Map.of("name", "By an admin");
        assertThat(team.statuses(caller -> caller.post(ofOrganization, Map.of("name", caller.id()))))
                .containsExactly(401, 403, 403, 403, 201, 201);
        assertThat(team.admin.get(ofOrganization).json())
                .isEqualTo(administrator.get(tokens).json());

        var made = team.admin.post(ofOrganization, body);
        var address = ofOrganization + "/" + made.text("/id");
        assertThat(team.statuses(caller -> caller.post(address + "/rotate", Map.of())))
                .containsExactly(401, 403, 403, 403, 200, 200);
        assertThat(team.statuses(caller -> caller.delete(address))).containsExactly(401, 403, 403, 403, 204, 404);
        assertThat(team.owner.get(team.organization + "/audit?limit=4").texts("action"))
                .containsExactly("app_token_deleted", "app_token_rotated", "app_token_rotated", "app_token_created");
    }

    @Test
    void onceItIsHandedToSomebodyElseItIsNotTheirsAnyMoreAndTheirTokensEnd() {
        var secret = make("Report").text("/secret");
        assertThat(ask(secret)).isEqualTo(204);
        administrator.put(
                tokens.replace("/tokens", ""),
                Map.of("name", "Sales", "host", host, "path", "/", "access", "shared_token"));

        assertThat(team.owner.get(ofOrganization).status()).isEqualTo(404);
        assertThat(team.owner.post(ofOrganization, Map.of("name", "x")).status())
                .isEqualTo(404);
        assertThat(ask(secret)).isEqualTo(401);
        assertThat(administrator.get(tokens).texts("id")).isEmpty();
    }

    @Test
    void anotherApplicationsTokenIsNotThere() throws Exception {
        var id = make("Report").text("/id");
        var other = "/api/apps/" + add("other-" + host) + "/tokens/" + id;

        assertThat(administrator.delete(other).status()).isEqualTo(404);
        assertThat(administrator.post(other + "/rotate", Map.of()).status()).isEqualTo(404);
        assertThat(administrator.get(tokens).json()).hasSize(1);
    }

    @Test
    void everyBadValueIsNamedAndNothingIsMade() {
        var refused = administrator.post(tokens, Map.of("name", " ", "expires_at", "2001-01-01T00:00:00Z"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactlyInAnyOrder("/name", "/expires_at");
        for (var body : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("name", "x".repeat(101)),
                Map.of("name", "x\r\ny"),
                Map.of("name", 1),
                Map.of("name", List.of("x")),
                Map.of("name", "declared"),
                Map.of("name", "x", "expires_at", "tomorrow"),
                Map.of("name", "x", "expires_at", 1),
                Map.of("name", "x", "expires_at", "+999999999-01-01T00:00:00Z"))) {
            assertThat(administrator.post(tokens, body).status())
                    .as(body.toString())
                    .isEqualTo(422);
        }
        assertThat(administrator.send("POST", tokens, "[]").status()).isEqualTo(400);
        assertThat(administrator
                        .send("POST", tokens, "{\"name\": \"" + "x".repeat(70_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(administrator.get(tokens).json()).isEmpty();
    }

    @Test
    void twoAreNotCalledAlikeAlsoWhenTheyComeTogether() {
        var statuses = together(8, () -> make(" Report ")).stream().map(Answer::status);

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(make("Report").problem()).isEqualTo("app-token-name-taken");
        assertThat(administrator.get(tokens).texts("name")).containsExactly("Report");
    }

    @Test
    void anApplicationHasTwentyAtMost() {
        for (int i = 0; i < 20; i++) {
            assertThat(make("Token " + i).status()).isEqualTo(201);
        }

        assertThat(make("One more").problem()).isEqualTo("too-many-app-tokens");
    }

    @Test
    void ofRotationsThatComeTogetherTheLastSecretOpensAndNoOther() {
        var made = make("Report");
        var rotate = tokens + "/" + made.text("/id") + "/rotate";

        var secrets = together(6, () -> administrator.post(rotate, Map.of())).stream()
                .map(answer -> answer.text("/secret"))
                .toList();

        assertThat(secrets).doesNotHaveDuplicates().doesNotContain(made.text("/secret"));
        assertThat(secrets.stream().map(this::opens)).containsOnlyOnce(204).containsOnly(204, 401);
        assertThat(opens(made.text("/secret"))).isEqualTo(401);
        var listed = administrator.get(tokens);
        assertThat(listed.text("/0/id")).isEqualTo(made.text("/id"));
        assertThat(secrets).anyMatch(secret -> secret.startsWith(listed.text("/0/prefix")));
    }

    @Test
    void whatIsRepeatedWithAKeyHappensOnce() {
        var made = administrator.post(tokens, Map.of("name", "Report"), "Idempotency-Key", "1");
        var again = administrator.post(tokens, Map.of("name", "Report"), "Idempotency-Key", "1");
        var rotate = tokens + "/" + made.text("/id") + "/rotate";
        var rotated = administrator.post(rotate, Map.of(), "Idempotency-Key", "2");

        assertThat(again.text("/secret")).isEqualTo(made.text("/secret"));
        assertThat(administrator.post(rotate, Map.of(), "Idempotency-Key", "2").text("/secret"))
                .isEqualTo(rotated.text("/secret"));
        assertThat(opens(rotated.text("/secret"))).isEqualTo(204);
    }

    @Test
    void anExpiredOneIsNotRotatedButDeleted() throws Exception {
        var made = administrator.post(
                tokens,
                Map.of(
                        "name",
                        "Report",
                        "expires_at",
                        Instant.now().plusSeconds(1).toString()));
        Thread.sleep(1_100);
        var token = tokens + "/" + made.text("/id");

        assertThat(administrator.post(token + "/rotate", Map.of()).problem()).isEqualTo("app-token-expired");
        assertThat(administrator.delete(token).status()).isEqualTo(204);
        assertThat(administrator.delete(token).status()).isEqualTo(404);
        assertThat(administrator.post(token + "/rotate", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void useIsSeenAndARotatedOneIsUnused() {
        var made = make("Report");
        assertThat(opens(made.text("/secret"))).isEqualTo(204);
        assertThat(lastUsed()).isNotEmpty();

        administrator.post(tokens + "/" + made.text("/id") + "/rotate", Map.of());

        assertThat(lastUsed()).isEmpty();
    }

    @Test
    void theyGoWithTheirApplication() {
        var secret = make("Report").text("/secret");

        administrator.delete(tokens.replace("/tokens", ""));

        assertThat(administrator.get(tokens).status()).isEqualTo(404);
        assertThat(opens(secret)).isEqualTo(403);
    }

    private String add(String at) {
        return administrator
                .post(
                        "/api/apps",
                        Map.of(
                                "name",
                                "Sales",
                                "host",
                                at,
                                "path",
                                "/",
                                "access",
                                "shared_token",
                                "handed_to",
                                team.id()))
                .text("/id");
    }

    private Answer make(String name) {
        return administrator.post(tokens, Map.of("name", name));
    }

    private int opens(String secret) {
        return Newcomer.bearer(secret)
                .get("/api/guard/verify", Map.of("X-Forwarded-Host", host, "X-Forwarded-Uri", "/"))
                .status();
    }

    private String lastUsed() {
        return administrator.get(tokens).json().at("/0/last_used_at").asText("");
    }

    /** What comes of a program's request to the application. */
    private int ask(String secret) {
        return Newcomer.bearer(secret)
                .get("/api/guard/verify", Map.of("X-Forwarded-Host", host, "X-Forwarded-Uri", "/"))
                .status();
    }

    private static List<Answer> together(int times, Supplier<Answer> call) {
        var calls = IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(call))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
