package org.gatehouse.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class IdempotencyIT {
    private static final Map<String, String> CAROL = Map.of("email", "carol@nobody.example.org", "role", "viewer");

    private final String key = UUID.randomUUID().toString();
    private Team team;

    @BeforeEach
    void gather() throws Exception {
        team = Team.gather();
    }

    @Test
    void aRepeatedPostHasOneEffectAndTheSameAnswer() {
        var first = send(team.owner, team.members(), CAROL);
        var second = send(team.owner, team.members(), CAROL);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(team.owner.post(team.members(), CAROL).status())
                .as("without the key")
                .isEqualTo(409);
        assertThat(team.owner.get(team.organization + "/audit").texts("action"))
                .filteredOn("invitation_created"::equals)
                .hasSize(4);
    }

    @Test
    void aRefusalIsRepeatedTooAlsoAfterItsReasonIsGone() {
        send(team.owner, team.members(), CAROL);
        var other = UUID.randomUUID().toString();
        var refused = team.owner.post(team.members(), CAROL, "Idempotency-Key", other);
        assertThat(refused.status()).isEqualTo(409);
        team.owner.delete(team.members() + "/"
                + team.owner.get(team.members() + "?q=carol@nobody").text("/0/id"));

        var repeated = team.owner.post(team.members(), CAROL, "Idempotency-Key", other);

        assertThat(repeated.status()).isEqualTo(409);
        assertThat(repeated.problem()).isEqualTo("already-invited");
    }

    @Test
    void aSecretIsToldAgainToWhoRepeatsAndIsNotInTheDatabase() throws Exception {
        var body = Map.of("name", "k", "scopes", List.of("members:read"));
        var first = send(team.owner, team.organization + "/api-keys", body);
        var second = send(team.owner, team.organization + "/api-keys", body);

        assertThat(second.text("/secret")).isEqualTo(first.text("/secret")).startsWith("gate_");
        assertThat(team.owner.get(team.organization + "/api-keys").json()).hasSize(1);
        try (var connection = TestEnvironment.postgres().dataSource().getConnection();
                var statement =
                        connection.prepareStatement("select count(*) from idempotent_request where body like ?")) {
            statement.setString(1, "%" + first.text("/prefix") + "%");
            var count = statement.executeQuery();
            count.next();
            assertThat(count.getInt(1)).isZero();
        }
    }

    @Test
    void aKeyBelongsToOneRequestOfOneCaller() {
        send(team.owner, team.members(), CAROL);

        var other = send(team.owner, team.members(), Map.of("email", "dan@nobody.example.org", "role", "viewer"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(send(team.owner, "/api/orgs", CAROL).status()).isEqualTo(422);
        assertThat(send(team.admin, team.members(), CAROL).problem())
                .as("somebody else's key")
                .isEqualTo("already-invited");
    }

    @Test
    void ofManyAtTheSameMomentOneWorks() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var slug = "once-" + UUID.randomUUID();
            Callable<Answer> post = () -> send(team.owner, "/api/orgs", Map.of("slug", slug, "name", "Once"));
            var answers = pool.invokeAll(Stream.generate(() -> post).limit(16).toList()).stream()
                    .map(IdempotencyIT::get)
                    .toList();

            assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409).contains(201);
            assertThat(answers.stream()
                            .filter(answer -> answer.status() == 409)
                            .map(Answer::problem)
                            .collect(Collectors.toSet()))
                    .isSubsetOf("request-in-progress");
            assertThat(answers.stream()
                            .filter(answer -> answer.status() == 201)
                            .map(answer -> answer.text("/id"))
                            .distinct())
                    .hasSize(1);
        } finally {
            pool.shutdown();
        }
    }

    /** The first waits for its organization's row, which somebody else has. */
    @Test
    @Timeout(60)
    void whileTheFirstIsBeingWorkedOnItIsNotDoneAgain() throws Exception {
        var kept = count();
        try (var somebodyElse = TestEnvironment.postgres().dataSource().getConnection()) {
            somebodyElse.setAutoCommit(false);
            try (var lock = somebodyElse.prepareStatement("select id from organization where id = ? for update")) {
                lock.setObject(1, team.id());
                lock.executeQuery();
            }
            var first = CompletableFuture.supplyAsync(() -> send(team.owner, team.members(), CAROL));
            while (count() == kept) {
                TimeUnit.MILLISECONDS.sleep(20);
            }

            var meanwhile = send(team.owner, team.members(), CAROL);
            assertThat(meanwhile.status()).isEqualTo(409);
            assertThat(meanwhile.problem()).isEqualTo("request-in-progress");

            somebodyElse.rollback();
            assertThat(get(first).status()).isEqualTo(201);
            assertThat(send(team.owner, team.members(), CAROL).json())
                    .isEqualTo(get(first).json());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "with space", "with\ttab"})
    void whatIsNoKeyIsRefused(String none) {
        assertThat(team.owner
                        .post(team.members(), CAROL, "Idempotency-Key", none)
                        .status())
                .isEqualTo(422);
        assertThat(team.owner
                        .post(team.members(), CAROL, "Idempotency-Key", "k".repeat(256))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void nobodysRequestIsNotRemembered() {
        assertThat(send(team.nobody, team.members(), CAROL).status()).isEqualTo(401);
        assertThat(send(team.owner, team.members(), CAROL).status()).isEqualTo(201);
    }

    private Answer send(Newcomer caller, String address, Map<String, ?> body) {
        return caller.post(address, body, "Idempotency-Key", key);
    }

    private static long count() throws SQLException {
        try (var connection = TestEnvironment.postgres().dataSource().getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from idempotent_request")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Answer get(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
