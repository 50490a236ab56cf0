package org.gatehouse.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ApiKeyResourceIT {
    private Team team;
    private String keys;

    @BeforeEach
    void gather() throws Exception {
        team = Team.gather();
        keys = team.organization + "/api-keys";
    }

    @Test
    void aSecretIsToldOnceAndThenOnlyItsPrefix() {
        var made = make(team.admin, "members:read");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/secret")).startsWith(made.text("/prefix") + "_").hasSize(57);
        var listed = team.owner.get(keys);
        assertThat(listed.text("/0/prefix")).isEqualTo(made.text("/prefix"));
        assertThat(listed.text("/0/created_by")).isEqualTo("admin");
        assertThat(listed.response().body()).doesNotContain(made.text("/secret"));
        assertThat(listed.json().at("/0/last_used_at").isNull()).isTrue();
    }

    @Test
    void theSecretIsNotInTheDatabase() throws Exception {
        var made = make(team.owner, "members:read");

        try (var connection = TestEnvironment.postgres().dataSource().getConnection();
                var statement = connection.prepareStatement("select k.*::text from api_key k where id = ?::uuid")) {
            statement.setString(1, made.text("/id"));
            var row = statement.executeQuery();
            assertThat(row.next()).isTrue();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                assertThat(row.getString(column)).isNotEqualTo(made.text("/secret"));
            }
        }
    }

    @Test
    void onlyAdminsAndOwnersHandleThem() {
        assertThat(team.statuses(caller -> caller.get(keys))).containsExactly(401, 403, 403, 403, 200, 200);
        assertThat(team.statuses(caller -> make(caller, "audit:read"))).containsExactly(401, 403, 403, 403, 201, 201);
        var key = keys + "/" + make(team.owner, "audit:read").text("/id");
        assertThat(team.statuses(caller -> caller.delete(key))).containsExactly(401, 403, 403, 403, 204, 404);
    }

    @Test
    void aKeyWorksInItsOwnHeaderAndAsABearer() {
        var secret = make(team.owner, "members:read").text("/secret");

        for (var program : List.of(Newcomer.with("X-API-Key", secret), Newcomer.bearer(secret))) {
            assertThat(program.get("/api/auth/me").text("/method")).isEqualTo("api_key");
            assertThat(program.get("/api/orgs").texts("id")).containsExactly(team.organization.replaceFirst(".*/", ""));
            assertThat(program.get(team.organization).status()).isEqualTo(200);
            assertThat(program.get(team.members()).json()).hasSize(4);
        }
        assertThat(team.owner.get(keys).json().at("/0/last_used_at").isNull()).isFalse();
    }

    @Test
    void aScopePermitsNoMoreThanItSays() {
        var reads = program("members:read");
        var writes = program("members:write");
        var audits = program("audit:read");
        var invited = Map.of("email", "carol@example.org", "role", "viewer");

        assertThat(reads.post(team.members(), invited).status()).isEqualTo(403);
        assertThat(audits.post(team.members(), invited).status()).isEqualTo(403);
        assertThat(writes.post(team.members(), invited).status()).isEqualTo(201);
        assertThat(audits.get(team.members()).status()).isEqualTo(403);
        assertThat(reads.get(team.organization + "/audit").status()).isEqualTo(403);
        assertThat(audits.get(team.organization + "/audit").texts("actor")).contains("API key members:write");
        for (var program : List.of(reads, writes, audits)) {
            assertThat(program.get(keys).status()).isEqualTo(403);
            assertThat(make(program, "members:read").status()).isEqualTo(403);
            assertThat(program.get("/api/users/me").status()).isEqualTo(403);
            assertThat(program.post("/api/orgs", Map.of("slug", "mine", "name", "Mine"))
                            .status())
                    .isEqualTo(403);
            assertThat(program.delete(team.organization).status()).isEqualTo(403);
            assertThat(program.delete(team.members() + "/me").status()).isEqualTo(403);
        }
    }

    @Test
    void aKeyManagesNobodyAboveWhomAnAdminManages() {
        var writes = program("members:write");

        assertThat(writes.post(team.members(), Map.of("email", "a@example.org", "role", "admin"))
                        .status())
                .isEqualTo(403);
        assertThat(writes.patch(team.row(team.admin), Map.of("role", "viewer")).status())
                .isEqualTo(403);
        assertThat(writes.delete(team.row(team.owner)).status()).isEqualTo(403);
        assertThat(writes.patch(team.row(team.viewer), Map.of("role", "editor")).text("/role"))
                .isEqualTo("editor");
        assertThat(writes.delete(team.row(team.viewer)).status()).isEqualTo(204);
    }

    @Test
    void aKeyOpensNoOtherOrganization() throws Exception {
        var program = program("members:write");
        var other = Team.gather();

        assertThat(program.get(other.organization).status()).isEqualTo(403);
        assertThat(program.get(other.members()).status()).isEqualTo(403);
        assertThat(other.owner
                        .delete(other.organization + "/api-keys/"
                                + make(team.owner, "audit:read").text("/id"))
                        .status())
                .as("another organization's key in one's own path")
                .isEqualTo(404);
    }

    @Test
    void anEndedOrExpiredKeyIs401AndNeverNobody() throws Exception {
        var ended = make(team.owner, "members:read");
        team.owner.delete(keys + "/" + ended.text("/id"));
        var expiring = team.owner.post(
                keys,
                Map.of(
                        "name",
                        "soon",
                        "scopes",
                        List.of("members:read"),
                        "expires_at",
                        Instant.now().plusSeconds(1).toString()));
        assertThat(Newcomer.bearer(expiring.text("/secret")).get(team.members()).status())
                .isEqualTo(200);
        Thread.sleep(1_100);

        for (var secret : List.of(ended.text("/secret"), expiring.text("/secret"))) {
            var refused = Newcomer.bearer(secret).get("/api/auth/me");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.problem()).isEqualTo("invalid-token");
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
            assertThat(refused.response().body()).doesNotContain(secret);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "gate_",
                "gate_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "a.b.c",
                "e30.e30.e30",
                "é"
            })
    void whatIsNoKeyIs401OnEveryOperationAlsoThoseOpenToNobody(String nothing) throws Exception {
        for (var header : List.of("X-API-Key", "Authorization")) {
            var value = header.equals("Authorization") ? "Bearer " + nothing : nothing;
            var refused = new Answer(Newcomer.with(header, value).api().get("/api/auth/me"));
            assertThat(refused.status()).as(header).isEqualTo(401);
            assertThat(refused.problem()).isEqualTo("invalid-token");
        }
    }

    @Test
    void theSessionComesFirstAndOnlyADeadOneIsPassedOver() {
        var secret = make(team.owner, "members:read").text("/secret");
        var both = Newcomer.bearer(secret);

        both.api().cookies().putAll(team.viewer.api().cookies());
        assertThat(both.get("/api/auth/me").text("/method")).isEqualTo("session");
        both.api().cookies().put("gatehouse_session", "expired");
        assertThat(both.get("/api/auth/me").text("/method")).isEqualTo("api_key");
    }

    @Test
    void everyBadValueIsNamedAndNothingIsMade() {
        var nothing = Map.of("name", " ", "scopes", List.of(), "expires_at", "2001-01-01T00:00:00Z");
        var refused = team.owner.post(keys, nothing);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactlyInAnyOrder("/name", "/scopes", "/expires_at");
        for (var body : List.of(
                Map.of("name", "x".repeat(101), "scopes", List.of("members:read")),
                Map.of("name", "x\r\ny", "scopes", List.of("members:read")),
                Map.of("name", "x", "scopes", List.of("everything")),
                Map.of("name", "x", "scopes", "members:read"),
                Map.of("name", "x", "scopes", List.of(1)),
                Map.of("name", 1, "scopes", List.of("members:read")),
                Map.of("name", "x", "scopes", List.of("members:read"), "expires_at", "tomorrow"),
                Map.of("name", "x", "scopes", List.of("members:read"), "expires_at", "+999999999-01-01T00:00:00Z"))) {
            assertThat(team.owner.post(keys, body).status()).as(body.toString()).isEqualTo(422);
        }
        assertThat(team.owner.get(keys).json()).isEmpty();
    }

    @Test
    void anOrganizationHasAHundredAtMost() {
        for (int i = 0; i < 100; i++) {
            assertThat(make(team.owner, "audit:read").status()).isEqualTo(201);
        }

        assertThat(make(team.owner, "audit:read").problem()).isEqualTo("too-many-api-keys");
    }

    @Test
    void makingAndEndingIsInTheAudit() {
        var made = make(team.owner, "members:read");
        team.admin.delete(keys + "/" + made.text("/id"));

        var audit = team.owner.get(team.organization + "/audit?limit=2");
        assertThat(audit.texts("action")).containsExactly("api_key_ended", "api_key_created");
        assertThat(audit.response().body()).contains(made.text("/prefix")).doesNotContain(made.text("/secret"));
    }

    @Test
    void aKeyOutlivesWhoMadeIt() {
        var secret = make(team.admin, "members:read").text("/secret");

        team.owner.delete(team.row(team.admin));
        team.admin.delete("/api/users/me");

        assertThat(Newcomer.bearer(secret).get(team.members()).status()).isEqualTo(200);
        assertThat(team.owner.get(keys).json().at("/0/created_by").isNull()).isTrue();
    }

    private Newcomer program(String scope) {
        return Newcomer.with("X-API-Key", make(team.owner, scope).text("/secret"));
    }

    private Answer make(Newcomer caller, String scope) {
        return caller.post(keys, Map.of("name", scope, "scopes", new ArrayList<>(List.of(scope))));
    }
}
