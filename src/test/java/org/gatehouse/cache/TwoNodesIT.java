package org.gatehouse.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Load;
import org.gatehouse.testing.Load.Outcome;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.gatehouse.testing.TwoNodes;
import org.gatehouse.testing.TwoNodes.Gate;
import org.gatehouse.testing.TwoNodes.Node;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done by way of one node holds on the other. The last tests end nodes. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@TestMethodOrder(OrderAnnotation.class)
class TwoNodesIT {
    private static final String VERIFY = "/api/guard/verify";
    private static final int ROUNDS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern FORM_ACTION = Pattern.compile("action=\"([^\"]+)\"");

    private final String host = UUID.randomUUID() + ".example.com";
    private Load load;

    @AfterEach
    void tidyUp() throws Exception {
        if (load != null) {
            load.stop();
        }
        Sql.run("delete from guarded_app where host = ?", host);
    }

    @Test
    @Order(1)
    void whatChangesOnOneNodeCountsWithTheNextRequestOnTheOther() throws Exception {
        var team = Team.assemble();
        var app = guard(team);
        var changes = List.<Round>of(
                this::endSession,
                this::changeRole,
                this::removeMember,
                this::changePolicy,
                this::endToken,
                this::disable);
        for (int i = 0; i < ROUNDS; i++) {
            var from = i % 2 == 0 ? TwoNodes.a() : TwoNodes.b();
            var other = i % 2 == 0 ? TwoNodes.b() : TwoNodes.a();
            changes.get(i / 2 % changes.size()).play(new Case(team, app, from, other));
        }
    }

    @Test
    @Order(2)
    void aKeyThatOneNodeMakesIsPublishedByTheOtherAtOnce() throws Exception {
        var team = Team.assemble();
        guard(team);
        Sql.run("update assertion_key set created_at = created_at - interval '31 days'");

        for (var node : List.of(TwoNodes.a(), TwoNodes.b())) {
            var other = node == TwoNodes.a() ? TwoNodes.b() : TwoNodes.a();
            var assertion = SignedJWT.parse(ask(node, team.owner, "/report").header("X-Gatehouse-Assertion"));
            var keys = JWKSet.parse(Api.anonymous()
                    .get(other.address() + "/.well-known/jwks.json")
                    .body());
            assertThat(keys.getKeyByKeyId(assertion.getHeader().getKeyID())).isNotNull();
        }
    }

    @Test
    @Order(3)
    void aSignInThatBeginsOnOneNodeEndsOnTheOther() throws Exception {
        var browser = Api.anonymous();
        var begun = browser.get(TwoNodes.a().address() + "/api/auth/login")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var form = FORM_ACTION.matcher(browser.get(begun).body());
        assertThat(form.find()).isTrue();
        var back = URI.create(
                browser.postForm(form.group(1).replace("&amp;", "&"), Map.of("username", "alice", "password", "alice"))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow());

        var in = browser.get(TwoNodes.b().address() + back.getRawPath() + "?" + back.getRawQuery());

        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(new Answer(browser.get(TwoNodes.a().address() + "/api/auth/me")).text("/user/email"))
                .isEqualTo("alice@example.com");
    }

    @Test
    @Order(4)
    void aFormThatOneNodeShowedIsTakenByTheOther() throws Exception {
        var ann = Newcomer.named("ann");
        var name = "Form " + UUID.randomUUID();
        var page = ann.get(TwoNodes.a().address() + "/orgs/new");
        assertThat(page.response().body()).contains("value=\"stateless\"").doesNotContain("JSESSIONID");

        var made = ann.api()
                .postForm(
                        TwoNodes.b().address() + "/orgs/new",
                        Map.of(
                                "new", "new",
                                "name", name,
                                "slug", "",
                                "create", "create",
                                "jakarta.faces.ViewState", "stateless"));

        assertThat(made.statusCode()).isEqualTo(302);
        assertThat(Sql.count("select count(*) from organization where name = ?", name))
                .isOne();
    }

    @Test
    @Order(5)
    void aJobWhoseNodeDiedIsDoneByAnother() throws Exception {
        await("select count(*) from scheduled_job where name = 'old-imports'", 1);
        Sql.run("""
                update scheduled_job set node = 'dead', finished_at = null, due_at = now() where name = 'old-imports'""");

        await(
                "select count(*) from scheduled_job where name = 'old-imports' and node <> 'dead'"
                        + " and finished_at is not null and due_at > now() + interval '50 minutes'",
                1);
        assertThat(Newcomer.administrator()
                        .get(TwoNodes.a().address() + "/admin")
                        .response()
                        .body())
                .contains("Removes imports that were done long ago")
                .doesNotContain("???");
    }

    @Test
    @Order(6)
    void whilePostgresqlRestartsTheAnswerIs503AndNothingIsHalfDone() throws Exception {
        var team = Team.assemble();
        var turn = new AtomicInteger();
        load = Load.of(team, () -> (turn.incrementAndGet() % 2 == 0 ? TwoNodes.a() : TwoNodes.b()).address());
        load.awaitOk(50);

        var start = TestEnvironment.postgres().stop();
        load.awaitFailures(Load.CLIENTS);
        start.run();
        load.awaitOk(100);
        load.stop();

        assertThat(load.failures()).allSatisfy(TwoNodesIT::assertTold);
        assertNothingLost(team, load);
        awaitMails(team);
        assertThat(Api.anonymous().get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(7)
    @Tag("proxies")
    void aNodeThatIsKilledFailsWhatItHadBegunAndNothingElse() throws Exception {
        var team = Team.assemble();
        load = Load.of(team, Gate::address);
        load.awaitOk(50);

        TwoNodes.a().kill();
        load.awaitOk(100);
        load.stop();

        assertThat(load.failures()).as("begun on it").hasSizeLessThanOrEqualTo(Load.CLIENTS);
        assertThat(load.failures()).as("asked again of the other").allMatch(Outcome::isInvitation);
        assertNothingLost(team, load);
        awaitMails(team);
    }

    /** The old version goes on beside the database of the new one, and leaves without anybody noticing. */
    @Test
    @Order(8)
    @Tag("proxies")
    void aNewVersionWithAMigrationTakesOverWithoutLosingARequest() throws Exception {
        var team = Team.assemble();
        TwoNodes.a()
                .start(TwoNodes.warWith(
                        "V999__expand.sql", "alter table app_user add column next_version varchar(9);"));
        try {
            load = Load.of(team, Gate::address);
            TwoNodes.a().awaitReady();
            assertThat(Sql.count("select count(*) from flyway_schema_history where version = '999'"))
                    .isOne();
            load.awaitOk(100);

            Gate.takeOut(TwoNodes.b());
            load.awaitOk(50);
            var stopping = CompletableFuture.runAsync(TwoNodes.b()::stop);
            awaitNotReady(TwoNodes.b());
            assertThat(Api.anonymous()
                            .get(TwoNodes.b().address() + "/api/auth/me")
                            .statusCode())
                    .as("still answers")
                    .isEqualTo(200);
            stopping.join();
            load.awaitOk(50);
            load.stop();

            assertThat(load.failures()).isEmpty();
            assertNothingLost(team, load);
        } finally {
            Sql.run("delete from flyway_schema_history where version = '999'");
            Sql.run("alter table app_user drop column next_version");
        }
    }

    private void endSession(Case on) throws Exception {
        var ann = member(on.team());
        assertThat(ask(on.other(), ann, "/report").status()).isEqualTo(204);

        assertThat(ann.elsewhere()
                        .delete(on.from().address() + "/api/sessions/" + ann.session())
                        .status())
                .isEqualTo(204);

        assertThat(ask(on.other(), ann, "/report").status()).as("guard").isEqualTo(401);
        assertThat(ann.get(on.other().address() + "/api/orgs").status())
                .as("API")
                .isEqualTo(401);
    }

    private void changeRole(Case on) throws Exception {
        var ann = Newcomer.named("ann");
        var row = on.team().add(ann.id(), "viewer");
        assertThat(ask(on.other(), ann, "/report").header("Remote-Groups")).endsWith(":viewer");

        on.team().owner.patch(on.from().address() + on.team().members() + "/" + row, Map.of("role", "editor"));

        assertThat(ask(on.other(), ann, "/report").header("Remote-Groups")).endsWith(":editor");
    }

    private void removeMember(Case on) throws Exception {
        var ann = Newcomer.named("ann");
        var row = on.team().add(ann.id(), "viewer");
        assertThat(ask(on.other(), ann, "/report").status()).isEqualTo(204);

        on.team().owner.delete(on.from().address() + on.team().members() + "/" + row);

        assertThat(ask(on.other(), ann, "/report").status()).as("guard").isEqualTo(403);
        assertThat(ann.get(on.other().address() + on.team().organization).status())
                .as("API")
                .isEqualTo(403);
    }

    private void changePolicy(Case on) throws Exception {
        var eve = Newcomer.named("eve");
        assertThat(ask(on.other(), eve, "/report").status()).isEqualTo(403);

        change(on, "signed_in");
        assertThat(ask(on.other(), eve, "/report").status()).isEqualTo(204);

        Newcomer.administrator().put(on.from().address() + "/api/apps/" + on.app(), policy(on.team()));
        assertThat(ask(on.other(), eve, "/report").status()).isEqualTo(403);
    }

    private void endToken(Case on) throws Exception {
        var tokens = on.from().address() + "/api/apps/" + on.app() + "/tokens";
        var made = Newcomer.administrator().post(tokens, Map.of("name", "Board"));
        var browser = Newcomer.nobody();
        browser.api()
                .upload(
                        on.other().address() + "/.gatehouse/token",
                        ("next=/token/x&token=" + made.text("/secret")).getBytes(UTF_8),
                        Map.of(
                                "Content-Type", "application/x-www-form-urlencoded",
                                "X-Forwarded-Proto", "http",
                                "X-Forwarded-Host", host,
                                "Sec-Fetch-Site", "same-origin"));
        assertThat(ask(on.other(), browser, "/token/x").status()).isEqualTo(204);

        Newcomer.administrator().delete(tokens + "/" + made.text("/id"));

        assertThat(ask(on.other(), browser, "/token/x").status()).isEqualTo(401);
    }

    private void disable(Case on) throws Exception {
        var ann = member(on.team());
        assertThat(ask(on.other(), ann, "/report").status()).isEqualTo(204);

        Newcomer.administrator().patch(on.from().address() + "/api/admin/users/" + ann.id(), Map.of("disabled", true));

        assertThat(ask(on.other(), ann, "/report").status()).as("guard").isEqualTo(401);
        assertThat(ann.get(on.other().address() + "/api/orgs").status())
                .as("API")
                .isEqualTo(401);
    }

    private static void assertTold(Outcome outcome) {
        var answer = new Answer(outcome.answer().orElseThrow());
        assertThat(answer.status()).as(outcome.toString()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    /** What was answered with success is there once, with one line in the audit; what failed is there whole or not at all. */
    private static void assertNothingLost(Team team, Load load) throws SQLException {
        for (var email : load.invited()) {
            assertThat(invitations(team, email)).as(email).isOne();
        }
        var there = (long) load.invited().size();
        for (var email : load.perhapsInvited()) {
            there += invitations(team, email);
        }
        assertThat(Sql.count("select count(*) from invitation where organization_id = ?", team.id()))
                .isEqualTo(there);
        assertThat(Sql.count(
                        "select count(*) from audit_event where organization_id = ? and action = 'invitation_created'",
                        team.id()))
                .isEqualTo(there);
        assertThat(Sql.count(
                        "select count(distinct subject) from audit_event where organization_id = ? and action = 'invitation_created'",
                        team.id()))
                .isEqualTo(there);
    }

    private static long invitations(Team team, String email) throws SQLException {
        return Sql.count("select count(*) from invitation where organization_id = ? and email = ?", team.id(), email);
    }

    /** Every invitation is mailed. What a node was just handing over when it or the database failed may come twice (ADR 4): one a node. */
    private static void awaitMails(Team team) throws Exception {
        var queued =
                "select count(*) from invitation where delivery = 'QUEUED' and organization_id = '" + team.id() + "'";
        long left;
        do { // what the living have taken is sent in a moment
            left = Sql.count(queued);
            TimeUnit.SECONDS.sleep(2);
        } while (Sql.count(queued) != left);
        // what the node that died had taken is due again after some minutes
        Sql.run(
                "update invitation set next_delivery_at = now() where organization_id = ? and delivery = 'QUEUED'",
                team.id());
        await(queued, 0);
        var mails = TestEnvironment.mail().mails().stream()
                .map(mail -> mail.to())
                .filter(to -> to.contains(team.id().toString()))
                .toList();
        var invitations = Sql.count("select count(*) from invitation where organization_id = ?", team.id());
        assertThat(mails.stream().distinct().count()).isEqualTo(invitations);
        assertThat((long) mails.size()).isBetween(invitations, invitations + 3);
    }

    private static void await(String count, long expected) throws Exception {
        var deadline = Instant.now().plus(PATIENCE);
        while (Sql.count(count) != expected) {
            assertThat(Instant.now()).as(count).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void awaitNotReady(Node node) throws Exception {
        var deadline = Instant.now().plus(PATIENCE);
        while (Api.anonymous().get(node.address() + "/health/ready").statusCode() != 503) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    private static Newcomer member(Team team) throws SQLException {
        var ann = Newcomer.named("ann");
        team.add(ann.id(), "viewer");
        return ann;
    }

    private String guard(Team team) throws SQLException {
        return Newcomer.administrator()
                .post(TwoNodes.a().address() + "/api/apps", policy(team))
                .text("/id");
    }

    private Map<String, Object> policy(Team team) {
        return Map.of(
                "name", "Sales",
                "host", host,
                "path", "/",
                "access", "role",
                "org_id", team.id(),
                "role", "viewer",
                "rules", List.of(Map.of("path", "/token/*", "access", "shared_token")));
    }

    private void change(Case on, String access) throws SQLException {
        Newcomer.administrator()
                .put(
                        on.from().address() + "/api/apps/" + on.app(),
                        Map.of("name", "Sales", "host", host, "path", "/", "access", access));
    }

    private Answer ask(Node node, Newcomer caller, String uri) {
        return caller.get(
                node.address() + VERIFY,
                new HashMap<>(Map.of("X-Forwarded-Method", "GET", "X-Forwarded-Host", host, "X-Forwarded-Uri", uri)));
    }

    private record Case(Team team, String app, Node from, Node other) {}

    /** A change on one node, and what it does to the next request on the other. */
    private interface Round {
        void play(Case on) throws Exception;
    }
}
