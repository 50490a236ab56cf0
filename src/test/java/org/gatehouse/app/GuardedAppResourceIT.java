package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class GuardedAppResourceIT {
    private static final String APPS = "/api/apps";

    private final String host = UUID.randomUUID() + ".example.com";
    private Team team;
    private Newcomer administrator;

    @BeforeEach
    void gather() throws Exception {
        team = Team.assemble();
        administrator = Newcomer.administrator();
    }

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from guarded_app");
    }

    @Test
    void whatIsMadeIsToldListedChangedAndGone() {
        var made = administrator.post(
                APPS,
                with(
                        role("viewer"),
                        "rules",
                        List.of(Map.of("path", "/public/*", "access", "public"), with(role("owner"), "path", "/admin")),
                        "handed_to",
                        team.id()));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith(APPS + "/" + made.text("/id"));
        assertThat(made.text("/host")).isEqualTo(host);
        assertThat(made.json().at("/rules").findValuesAsText("path")).containsExactly("/admin/*", "/public/*");
        assertThat(made.text("/rules/0/role")).isEqualTo("owner");
        assertThat(made.json().at("/declared").asBoolean()).isFalse();
        var app = APPS + "/" + made.text("/id");
        assertThat(administrator.get(app).json()).isEqualTo(made.json());
        assertThat(administrator.get(APPS).texts("id")).containsExactly(made.text("/id"));

        var changed = administrator.put(app, with(body("signed_in"), "path", "/sales"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/path")).isEqualTo("/sales");
        assertThat(changed.json().at("/rules")).isEmpty();
        assertThat(changed.json().at("/handed_to").isNull()).isTrue();
        assertThat(changed.json().at("/org_id").isNull()).isTrue();

        assertThat(administrator.delete(app).status()).isEqualTo(204);
        assertThat(administrator.get(app).status()).isEqualTo(404);
        assertThat(administrator.get(APPS).json()).isEmpty();
    }

    @Test
    void onlyAdministratorsMakeThem() {
        assertThat(team.statuses(caller -> caller.post(APPS, body("public"))))
                .containsExactly(401, 403, 403, 403, 403, 403);
        assertThat(administrator.get(APPS).json()).isEmpty();
    }

    @Test
    void noTwoAreAtOneAddressAlsoWhenTheyComeTogether() {
        var attempts = new ArrayList<CompletableFuture<Answer>>();
        for (int i = 0; i < 8; i++) {
            attempts.add(CompletableFuture.supplyAsync(() -> administrator.post(APPS, body("public"))));
        }
        var statuses = attempts.stream().map(attempt -> attempt.join().status()).toList();

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        var other = administrator.post(APPS, with(body("public"), "path", "/other"));
        var moved = administrator.put(
                APPS + "/" + other.text("/id"), with(body("public"), "host", host.toUpperCase(Locale.ROOT)));
        assertThat(moved.problem()).isEqualTo("app-address-taken");
        assertThat(administrator.get(APPS).texts("path")).containsExactly("/", "/other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/api/x", "/orgs", "/account", "/static/", "/.well-known", "/openapi"})
    void ourOwnPathsCannotBeClaimedOnOurHost(String path) {
        var ours = with(body("public"), "path", path);
        ours.remove("host");

        var refused = administrator.post(APPS, ours);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactly("/path");
        ours.put("host", TestEnvironment.gatehouse().getAuthority());
        assertThat(administrator.post(APPS, ours).pointers()).containsExactly("/host");
    }

    @Test
    void everyBadValueIsNamedAtOnceAlsoInsideRules() {
        var refused = administrator.post(
                APPS,
                Map.of(
                        "name",
                        " ",
                        "host",
                        "https://x",
                        "path",
                        "sales",
                        "access",
                        "everybody",
                        "rules",
                        List.of(Map.of("path", "/ok", "access", "public"), Map.of("path", "/..", "access", "role"))));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers())
                .containsExactlyInAnyOrder(
                        "/name", "/host", "/path", "/access", "/rules/1/path", "/rules/1/org_id", "/rules/1/role");
        assertThat(administrator.get(APPS).json()).isEmpty();
    }

    @Test
    void valuesOfTheWrongTypeAreNamedWhereTheyStand() {
        var refused = administrator.post(
                APPS,
                with(
                        body("public"),
                        "name",
                        1,
                        "rules",
                        List.of(Map.of("path", 1, "access", "public"), Map.of("path", "/x", "org_id", "acme"))));
        assertThat(refused.pointers()).containsExactlyInAnyOrder("/name", "/rules/0/path", "/rules/1/org_id");
        for (var rules : List.of("text", Map.of(), List.of("text"), List.of(List.of()))) {
            assertThat(administrator
                            .post(APPS, with(body("public"), "rules", rules))
                            .pointers())
                    .as(rules.toString())
                    .containsExactly("/rules");
        }
    }

    @Test
    void twoRulesForOnePathAndMoreThanFiftyAreRefused() {
        var twice = List.of(Map.of("path", "/x", "access", "public"), Map.of("path", "/x/*", "access", "signed_in"));
        assertThat(administrator
                        .post(APPS, with(body("public"), "rules", twice))
                        .pointers())
                .containsExactly("/rules/1/path");
        var many = new ArrayList<Map<String, String>>();
        for (int i = 0; i < 51; i++) {
            many.add(Map.of("path", "/" + i, "access", "public"));
        }
        assertThat(administrator.post(APPS, with(body("public"), "rules", many)).pointers())
                .containsExactly("/rules");
        assertThat(administrator
                        .post(APPS, with(body("public"), "rules", many.subList(0, 50)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void organizationsThatAreNotThereAreNamed() {
        var nowhere = UUID.randomUUID();
        var refused = administrator.post(
                APPS,
                with(
                        role("viewer"),
                        "org_id",
                        nowhere,
                        "handed_to",
                        nowhere,
                        "rules",
                        List.of(with(role("owner"), "path", "/a", "org_id", nowhere))));

        assertThat(refused.pointers()).containsExactlyInAnyOrder("/org_id", "/handed_to", "/rules/0/org_id");
    }

    @Test
    void whoWasHandedOneChangesWhomItLetsInAndNothingElse() throws Exception {
        var app = administrator
                .post(APPS, with(role("viewer"), "handed_to", team.id()))
                .text("/id");
        var policy = team.organization + "/apps/" + app + "/policy";

        assertThat(team.statuses(caller -> caller.put(policy, Map.of("access", "public"))))
                .containsExactly(401, 403, 403, 403, 200, 200);
        var changed = team.admin.put(
                policy,
                Map.of(
                        "access",
                        "role",
                        "org_id",
                        team.id(),
                        "role",
                        "editor",
                        "name",
                        "Mine",
                        "path",
                        "/other",
                        "rules",
                        List.of(Map.of("path", "/public", "access", "public"))));
        assertThat(changed.text("/role")).isEqualTo("editor");
        assertThat(changed.text("/rules/0/path")).isEqualTo("/public/*");
        assertThat(changed.text("/name")).isEqualTo("Sales");
        assertThat(changed.text("/path")).isEqualTo("/");
        assertThat(team.viewer.get(team.organization + "/apps").text("/0/role")).isEqualTo("editor");
        assertThat(administrator.get(APPS + "/" + app).json()).isEqualTo(changed.json());
    }

    @Test
    void aRoleElsewhereIsNotTheirsToAskFor() throws Exception {
        var other = Team.assemble();
        var app = administrator.post(APPS, with(role("viewer"), "handed_to", team.id()));
        var refused = team.owner.put(
                team.organization + "/apps/" + app.text("/id") + "/policy",
                Map.of(
                        "access",
                        "role",
                        "org_id",
                        other.id(),
                        "role",
                        "viewer",
                        "rules",
                        List.of(Map.of("path", "/x", "access", "role", "org_id", other.id(), "role", "viewer"))));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactlyInAnyOrder("/org_id", "/rules/0/org_id");
    }

    @Test
    void whatIsTakenBackIsTheirsNoMore() throws Exception {
        var app = administrator.post(APPS, with(role("viewer"), "handed_to", team.id()));
        var policy = team.organization + "/apps/" + app.text("/id") + "/policy";

        administrator.put(APPS + "/" + app.text("/id"), role("viewer"));

        assertThat(team.owner.put(policy, Map.of("access", "public")).status()).isEqualTo(404);
        assertThat(team.owner.get(team.organization + "/apps").json()).isEmpty();
    }

    @Test
    void everyChangeIsInTheAuditOfWhomItIsHandedTo() throws Exception {
        var app = administrator
                .post(APPS, with(role("viewer"), "handed_to", team.id()))
                .text("/id");
        team.admin.put(team.organization + "/apps/" + app + "/policy", Map.of("access", "public"));
        administrator.put(APPS + "/" + app, with(body("signed_in"), "handed_to", team.id()));
        administrator.delete(APPS + "/" + app);

        var audit = team.owner.get(team.organization + "/audit");
        assertThat(audit.texts("action")).containsExactly("app_deleted", "app_changed", "app_changed", "app_created");
        assertThat(audit.text("/2/detail")).isEqualTo("public");
        assertThat(audit.text("/3/subject")).isEqualTo("Sales (" + host + "/)");
        assertThat(audit.text("/3/detail")).isEqualTo("role viewer");
    }

    private Map<String, Object> body(String access) {
        return new HashMap<>(Map.of("name", "Sales", "host", host, "path", "/", "access", access));
    }

    private Map<String, Object> role(String role) {
        return with(body("role"), "org_id", team.id(), "role", role);
    }

    private static Map<String, Object> with(Map<String, Object> body, Object... fieldsAndValues) {
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            body.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return body;
    }
}
