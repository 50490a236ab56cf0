package org.gatehouse.imports;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Mailbox;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ImportResourceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String unique = UUID.randomUUID() + "@example.com";
    private Team team;
    private String imports;

    @BeforeEach
    void gather() throws Exception {
        team = Team.gather();
        imports = team.organization + "/imports";
    }

    @Test
    void everyRowTellsWhatBecameOfIt() throws Exception {
        team.invite("old-" + unique, "viewer");
        var mailbox = Mailbox.of("carol-" + unique);

        var started = csv(team.owner, """
                email,role
                carol-%1$s,editor
                old-%1$s,editor
                %2$s,editor
                CAROL-%1$s,viewer
                nobody,viewer
                dan-%1$s
                """.formatted(unique, team.viewer.email()));

        assertThat(started.status()).isEqualTo(202);
        assertThat(started.header("Location")).endsWith(imports + "/" + started.text("/id"));
        assertThat(started.json().get("total").asInt()).isEqualTo(6);
        var done = awaitEnd(started);
        assertThat(done.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "status",
                        "total",
                        "done",
                        "invited",
                        "already_invited",
                        "already_member",
                        "refused",
                        "created_at",
                        "finished_at");
        assertThat(counts(done)).containsExactly(6, 6, 2, 1, 1, 2);
        var rows = team.owner.get(rows(started));
        assertThat(rows.texts("row")).containsExactly("2", "3", "4", "5", "6", "7");
        assertThat(rows.texts("result"))
                .containsExactly("invited", "already_invited", "already_member", "duplicate", "invalid", "invited");
        assertThat(rows.texts("role")).containsExactly("editor", "editor", "editor", "viewer", "viewer", "viewer");
        assertThat(rows.json().at("/0/detail").isNull()).isTrue();
        assertThat(rows.text("/4/detail")).startsWith("Give one e-mail address");
        assertThat(mailbox.next().text()).contains("editor");
        var pending = team.owner.get(team.members() + "?q=carol-" + unique);
        assertThat(pending.text("/0/role")).isEqualTo("editor");
        assertThat(pending.text("/0/invited_by")).isEqualTo("owner");
        assertThat(team.owner.get(team.organization + "/audit?limit=2").texts("subject"))
                .containsExactlyInAnyOrder("carol-" + unique, "dan-" + unique);
    }

    @Test
    void theSameFileAgainChangesNothingAndSendsNoSecondMail() throws Exception {
        var mailbox = Mailbox.of("carol-" + unique);
        var file = "carol-%s,editor\n%s\n".formatted(unique, team.viewer.email());
        awaitEnd(csv(team.owner, file));
        mailbox.next();
        var audit = team.owner.get(team.organization + "/audit").texts("id");

        var again = awaitEnd(csv(team.owner, file.replace("editor", "viewer")));

        assertThat(counts(again)).containsExactly(2, 2, 0, 1, 1, 0);
        assertThat(team.owner.get(team.members() + "?q=carol-" + unique).text("/0/role"))
                .isEqualTo("editor");
        assertThat(team.owner.get(team.organization + "/audit").texts("id")).isEqualTo(audit);
        // what comes after it in the queue has come, so nothing else does
        var other = Mailbox.of("dan-" + unique);
        awaitEnd(csv(team.owner, "dan-" + unique));
        other.next();
        assertThat(mailbox.isEmpty()).isTrue();
    }

    @Test
    void jsonLinesAreTakenAsWell() throws Exception {
        for (var type : List.of("application/jsonl", "application/x-ndjson; charset=utf-8")) {
            var name = UUID.randomUUID() + "@example.com";
            var started = team.owner.upload(imports, type, """
                    {"email": "%s", "role": "editor"}
                    {"email": 5}
                    """.formatted(name));

            assertThat(started.status()).isEqualTo(202);
            awaitEnd(started);
            assertThat(team.owner.get(rows(started)).texts("result")).containsExactly("invited", "invalid");
            assertThat(team.owner.get(team.members() + "?q=" + name).text("/0/role"))
                    .isEqualTo("editor");
        }
    }

    @Test
    void adminsImportRolesBelowTheirOwn() throws Exception {
        var started = csv(team.admin, "a-%1$s,viewer\nb-%1$s,admin\nc-%1$s,owner\nd-%1$s,editor\n".formatted(unique));

        awaitEnd(started);

        var rows = team.admin.get(rows(started));
        assertThat(rows.texts("result")).containsExactly("invited", "forbidden", "forbidden", "invited");
        assertThat(rows.text("/1/detail")).contains("may not give this role");
        assertThat(team.owner.get(team.members() + "?status=pending").texts("email"))
                .containsExactly("a-" + unique, "d-" + unique);
    }

    @Test
    void aProgramImportsAsAnAdminWould() throws Exception {
        var program = Newcomer.bearer(key("members:write"));

        var started = csv(program, "a-%1$s,editor\nb-%1$s,admin\n".formatted(unique));

        awaitEnd(started);
        assertThat(program.get(rows(started)).texts("result")).containsExactly("invited", "forbidden");
        var pending = team.owner.get(team.members() + "?q=a-" + unique);
        assertThat(pending.json().at("/0/invited_by").isNull()).isTrue();
        assertThat(team.owner.get(team.organization + "/audit").text("/0/actor"))
                .isEqualTo("API key sync");
        assertThat(csv(Newcomer.bearer(key("members:read")), unique).status()).isEqualTo(403);
        assertThat(Newcomer.bearer(key("members:read")).get(imports).status()).isEqualTo(403);
    }

    @Test
    void anImportThatIsRepeatedWithItsKeyIsBegunOnce() throws Exception {
        var headers = Map.of("Content-Type", "text/csv", "Idempotency-Key", unique);

        var first = new Answer(team.owner.api().upload(imports, unique.getBytes(UTF_8), headers));
        var second = new Answer(team.owner.api().upload(imports, unique.getBytes(UTF_8), headers));

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.text("/id")).isEqualTo(first.text("/id"));
        assertThat(team.owner.get(imports).json()).hasSize(1);
    }

    @Test
    void thoseWhoManageMembersImportAndSeeImports() throws Exception {
        assertThat(team.statuses(caller -> csv(caller, UUID.randomUUID() + "@example.com")))
                .containsExactly(401, 403, 403, 403, 202, 202);

        var started = imports + "/" + csv(team.owner, unique).text("/id");
        for (var address : List.of(imports, started, started + "/rows", started + "/rows?format=csv")) {
            assertThat(team.statuses(caller -> caller.get(address))).containsExactly(401, 403, 403, 403, 200, 200);
        }
    }

    @Test
    void importsOfAnotherOrganizationAreNotFoundInOnesOwn() throws Exception {
        var foreign = csv(team.owner, unique).text("/id");
        var stranger = Newcomer.named("stranger");
        var theirs = Team.found(stranger) + "/imports/";

        for (var id : List.of(foreign, UUID.randomUUID().toString(), "no-uuid")) {
            assertThat(stranger.get(theirs + id).status()).isEqualTo(404);
            assertThat(stranger.get(theirs + id + "/rows").status()).isEqualTo(404);
            assertThat(stranger.get(theirs + id + "/rows?format=csv").status()).isEqualTo(404);
        }
        assertThat(stranger.get(theirs.replaceFirst("/$", "")).json()).isEmpty();
    }

    @Test
    void theLatestImportComesFirst() throws Exception {
        var first = csv(team.owner, "a-" + unique).text("/id");
        var second = csv(team.admin, "b-" + unique).text("/id");

        assertThat(team.owner.get(imports).texts("id")).containsExactly(second, first);
    }

    @Test
    void rowsAreReadInPartsAndByResult() throws Exception {
        var started = csv(team.owner, "a-%1$s\nnobody\nb-%1$s\nnobody-else\nc-%1$s\n".formatted(unique));
        awaitEnd(started);

        List<String> read = new ArrayList<>();
        for (var next = rows(started) + "?limit=2"; !next.isEmpty(); ) {
            var part = team.owner.get(next);
            read.addAll(part.texts("row"));
            next = part.next();
        }
        assertThat(read).containsExactly("1", "2", "3", "4", "5");
        assertThat(team.owner.get(rows(started) + "?result=invalid&limit=1").texts("row"))
                .containsExactly("2");
        assertThat(team.owner
                        .get(team.owner
                                .get(rows(started) + "?result=invalid&limit=1")
                                .next())
                        .texts("row"))
                .containsExactly("4");
        assertThat(team.owner.get(rows(started) + "?result=limit").json()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, /limit",
        "limit=501, /limit",
        "result=gone, /result",
        "result=INVITED, /result",
        "cursor=x, /cursor",
        "cursor=LTE, /cursor",
        "cursor=OTk5OTk5OTk5OTk5, /cursor",
        "cursor=%00, /cursor",
    })
    void aBadParameterIsNamed(String query, String pointer) {
        var refused = team.owner.get(rows(csv(team.owner, unique)) + "?" + query);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactly(pointer);
    }

    @Test
    void theRowsAreAFileThatASpreadsheetOpensAndThatCanBeImportedAgain() throws Exception {
        var started = csv(team.owner, "+carol-%1$s,editor\n\"=1+1\",\"a,b\"\n".formatted(unique));
        awaitEnd(started);

        var file = new Answer(team.owner.api().get(rows(started), Map.of("Accept", "text/csv")));
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).contains("import.csv");
        assertThat(file.response().body().lines())
                .hasSize(3)
                .startsWith("row,email,role,result,detail", "1,'+carol-" + unique + ",editor,invited,")
                .last()
                .asString()
                .startsWith("2,'=1+1,\"a,b\",invalid,");
        var link = new Answer(
                team.owner.api().get(rows(started) + "?format=csv", Map.of("Accept", "text/html,*/*;q=0.8")));
        assertThat(link.response().body()).isEqualTo(file.response().body());
        assertThat(team.owner
                        .get(rows(started) + "?format=csv&result=invited")
                        .response()
                        .body()
                        .split("\r\n"))
                .hasSize(2);

        var again = csv(team.owner, file.response().body());
        awaitEnd(again);
        assertThat(team.owner.get(rows(again)).texts("result")).containsExactly("already_invited", "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "email,role\n", "\"carol@example.com", "\u0000"})
    void whatIsNoListOfAddressesIsRefusedWhole(String body) {
        var refused = csv(team.owner, body);

        assertThat(refused.status()).isIn(400, 422);
        assertThat(refused.problem()).isIn("malformed", "invalid");
        assertThat(team.owner.get(imports).json()).isEmpty();
    }

    @Test
    void textThatIsNotUtf8IsRefusedWhole() throws Exception {
        var refused = new Answer(team.owner
                .api()
                .upload(imports, ("carol-" + unique).getBytes(UTF_16), Map.of("Content-Type", "text/csv")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/detail")).contains("UTF-8");
        assertThat(team.owner.get(imports).json()).isEmpty();
    }

    @Test
    void anotherFormatIsRefused() {
        assertThat(team.owner.post(imports, Map.of("email", unique)).problem()).isEqualTo("http-415");
        assertThat(team.owner.upload(imports, "text/plain", unique).problem()).isEqualTo("http-415");
    }

    @Test
    void whatIsTooLargeIsRefusedWhole() {
        for (var body :
                List.of(addresses(10_001, "x"), "x".repeat(60_000).concat("\n").repeat(80))) {
            var refused = csv(team.owner, body);

            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.problem()).isEqualTo("import-too-large");
            assertThat(refused.text("/detail")).contains("10,000 rows").contains("4 MB");
        }
        assertThat(team.owner.get(imports).json()).isEmpty();
    }

    @Test
    void tenThousandRowsAreInvited() throws Exception {
        TestEnvironment.mail().pause();
        try {
            var started = csv(team.owner, addresses(10_000, unique));
            assertThat(started.status()).isEqualTo(202);

            var done = awaitEnd(started);

            assertThat(counts(done)).containsExactly(10_000, 10_000, 10_000, 0, 0, 0);
            var again = awaitEnd(csv(team.owner, addresses(10_000, unique)));
            assertThat(counts(again)).containsExactly(10_000, 10_000, 0, 10_000, 0, 0);
        } finally {
            team.owner.delete(team.organization);
            TestEnvironment.mail().resume();
        }
    }

    private Answer csv(Newcomer caller, String body) {
        return caller.upload(imports, "text/csv", body);
    }

    private String key(String scope) {
        return team.owner
                .post(team.organization + "/api-keys", Map.of("name", "sync", "scopes", List.of(scope)))
                .text("/secret");
    }

    private String rows(Answer started) {
        return imports + "/" + started.text("/id") + "/rows";
    }

    private Answer awaitEnd(Answer started) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            var now = team.owner.get(imports + "/" + started.text("/id"));
            if (now.text("/status").equals("done")) {
                return now;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("not done within " + PATIENCE + ": "
                + team.owner.get(imports).response().body());
    }

    /** total, done, invited, already invited, already members, refused */
    private static List<Integer> counts(Answer progress) {
        return List.of("total", "done", "invited", "already_invited", "already_member", "refused").stream()
                .map(name -> progress.json().get(name).asInt())
                .toList();
    }

    private static String addresses(int count, String suffix) {
        return IntStream.range(0, count)
                .mapToObj(i -> "m%d-%s\n".formatted(i, suffix))
                .collect(Collectors.joining());
    }
}
