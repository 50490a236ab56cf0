package org.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.Tokens;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SessionResourceIT {
    private static final String SESSIONS = "/api/sessions";
    private static final String ME = "/api/users/me";

    @Test
    void whoIsSignedInSeesWhereTheNewestFirst() throws Exception {
        var ann = Newcomer.named("ann");
        var phone = ann.elsewhere();
        Newcomer.named("bob");

        var sessions = ann.get(SESSIONS);

        assertThat(sessions.texts("id"))
                .containsExactly(phone.session().toString(), ann.session().toString());
        assertThat(sessions.texts("current")).containsExactly("false", "true");
        assertThat(sessions.texts("method")).containsOnly("oidc");
        assertThat(Newcomer.nobody().get(SESSIONS).status()).isEqualTo(401);
    }

    @Test
    void aSignInLeavesAddressAndBrowserAndTheCookieLivesAsLong() throws Exception {
        var alice = Api.signedInAs("alice");

        var session = new Answer(alice.get(SESSIONS)).json().get(0);

        assertThat(session.get("current").asBoolean()).isTrue();
        assertThat(session.get("address").asText()).isEqualTo("127.0.0.1");
        assertThat(session.get("user_agent").asText()).startsWith("Java-http-client/");
        assertThat(Duration.between(
                        Instant.parse(session.get("created_at").asText()),
                        Instant.parse(session.get("expires_at").asText())))
                .isEqualTo(Duration.ofDays(1));
        assertThat(session.get("last_seen_at")).isEqualTo(session.get("created_at"));
    }

    @Test
    void useIsNotedOnceAMinuteAndFromWhere() throws Exception {
        var ann = Newcomer.named("ann");
        seen(ann, "30 seconds");
        var noted = ann.get(SESSIONS).text("/0/last_seen_at");
        assertThat(ann.get(SESSIONS).text("/0/last_seen_at")).isEqualTo(noted);

        var phone = ann.elsewhere();
        seen(phone, "2 minutes");
        phone.get(ME, Map.of("X-Forwarded-For", "203.0.113.77"));

        var session = phone.get(SESSIONS);
        assertThat(Instant.parse(session.text("/0/last_seen_at")))
                .isAfter(Instant.now().minusSeconds(30));
        assertThat(session.text("/0/address")).isEqualTo("203.0.113.77");
    }

    @Test
    void tenRequestsAtOnceAreAllAnswered() throws Exception {
        var ann = Newcomer.named("ann");
        seen(ann, "2 minutes");

        var answers = IntStream.range(0, 10)
                .mapToObj(number ->
                        CompletableFuture.supplyAsync(() -> ann.get(ME).status()))
                .toList();

        assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
    }

    @Test
    void whoseUseCannotBeNotedReadsAllTheSame() throws Exception {
        var ann = Newcomer.named("ann");
        seen(ann, "2 minutes");
        Sql.run("alter table user_session add constraint frozen check (last_seen_at < now() - interval '1 minute'"
                + " or id <> '" + ann.session() + "') not valid");
        try {
            assertThat(ann.get(ME).status()).isEqualTo(200);
        } finally {
            Sql.run("alter table user_session drop constraint frozen");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last_seen_at = now() - interval '25 hours'",
                "expires_at = now() - interval '1 second'",
                "ended_at = now()",
            })
    void aSessionThatIsOverIsRefusedAndShownNowhere(String over) throws Exception {
        var ann = Newcomer.named("ann");
        var phone = ann.elsewhere();

        Sql.run("update user_session set " + over + " where id = ?", phone.session());

        assertThat(phone.get(ME).status()).isEqualTo(401);
        assertThat(phone.get("/account").header("Location")).contains("/login?next=");
        assertThat(ann.get(SESSIONS).texts("id")).containsExactly(ann.session().toString());
        assertThat(Newcomer.administrator()
                        .get("/api/admin/users/" + ann.id() + "/sessions")
                        .texts("id"))
                .containsExactly(ann.session().toString());
        assertThat(ann.delete(session(phone)).status()).isEqualTo(404);
        assertThat(ann.get(ME + "/export").json().get("sessions")).hasSize(2);
    }

    @Test
    void aSessionEndsAtOnceAndOnlyItsOwn() throws Exception {
        var ann = Newcomer.named("ann");
        var phone = ann.elsewhere();
        var bob = Newcomer.named("bob");

        assertThat(ann.delete(session(bob)).status()).isEqualTo(404);
        assertThat(ann.delete(SESSIONS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(ann.delete(SESSIONS + "/junk").status()).isEqualTo(404);
        assertThat(ann.delete(session(phone)).status()).isEqualTo(204);

        assertThat(phone.get(ME).status()).isEqualTo(401);
        assertThat(ann.delete(session(phone)).status()).as("once").isEqualTo(404);
        assertThat(ann.get(ME).status()).isEqualTo(200);
        assertThat(bob.get(ME).status()).isEqualTo(200);
    }

    @Test
    void whoEndsTheSessionTheyAreInLosesItsCookie() throws Exception {
        var ann = Newcomer.named("ann");
        var cookie = ann.api().cookies().get("gatehouse_session");

        assertThat(ann.delete(session(ann)).header("Set-Cookie")).contains("Max-Age=0");

        assertThat(ann.api().cookies()).doesNotContainKey("gatehouse_session");
        ann.api().cookies().put("gatehouse_session", cookie);
        assertThat(ann.get(ME).status()).isEqualTo(401);
    }

    @Test
    void allButThisOneEnd() throws Exception {
        var ann = Newcomer.named("ann");
        var phone = ann.elsewhere();
        var bob = Newcomer.named("bob");

        assertThat(ann.delete(SESSIONS).status()).isEqualTo(204);

        assertThat(phone.get(ME).status()).isEqualTo(401);
        assertThat(ann.get(SESSIONS).texts("id")).containsExactly(ann.session().toString());
        assertThat(bob.get(ME).status()).isEqualTo(200);
        assertThat(Newcomer.nobody().delete(SESSIONS).status()).isEqualTo(401);
    }

    @Test
    void byAnAccessTokenAllEndAndNoneIsThisOne() throws Exception {
        var carol = Newcomer.bearer(Tokens.of("carol").access());
        var browser = Api.signedInAs("carol");
        assertThat(carol.get(SESSIONS).texts("current")).isNotEmpty().containsOnly("false");

        assertThat(carol.delete(SESSIONS).status()).isEqualTo(204);

        assertThat(browser.get(ME).statusCode()).isEqualTo(401);
        assertThat(carol.get(SESSIONS).json()).isEmpty();
    }

    @Test
    void anApiKeyHasNoSessions() throws Exception {
        var team = Team.gather();
        var key = team.owner.post(
                team.organization + "/api-keys", Map.of("name", "k", "scopes", List.of("members:write")));
        var program = Newcomer.bearer(key.text("/secret"));

        assertThat(program.get(SESSIONS).status()).isEqualTo(403);
        assertThat(program.delete(SESSIONS).status()).isEqualTo(403);
        assertThat(program.delete(session(team.owner)).status()).isEqualTo(403);
        assertThat(team.owner.get(ME).status()).isEqualTo(200);
    }

    @Test
    void theExportSaysOfEachSessionWhereAndHow() throws Exception {
        var ann = Newcomer.named("ann");
        Sql.run(
                "update user_session set provider_session_id = 'p1', user_agent = 'curl/8' where id = ?",
                ann.session());

        var session = ann.get(ME + "/export").json().at("/sessions/0");

        assertThat(session.get("provider_session_id").asText()).isEqualTo("p1");
        assertThat(session.get("user_agent").asText()).isEqualTo("curl/8");
        assertThat(session.get("last_seen_at").asText()).isNotEmpty();
    }

    private static void seen(Newcomer somebody, String ago) throws Exception {
        Sql.run(
                "update user_session set last_seen_at = now() - interval '" + ago + "' where id = ?",
                somebody.session());
    }

    private static String session(Newcomer somebody) {
        return SESSIONS + "/" + somebody.session();
    }
}
