package org.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test comes from a network of its own: the reverse proxy on this machine is trusted to say from which. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RateLimitIT {
    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private final Map<String, String> here = from("203.0.113." + NETWORKS.incrementAndGet());

    @Test
    void sixtySignInsFromOneOfficeAreNormalAndFarMoreAreToldToWait() throws Exception {
        for (int i = 0; i < 60; i++) {
            assertThat(get("/api/auth/login", here).status()).isEqualTo(302);
        }

        var refused = firstRefusal("/api/auth/login", here, 302, 180);

        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(get("/api/auth/login", from("198.51.100.1")).status())
                .as("others sign in")
                .isEqualTo(302);
    }

    @Test
    void aPersonAtABrowserIsToldOnAPage() throws Exception {
        var browser = with(here, "Accept", "text/html,application/xhtml+xml");

        var page = firstRefusal("/api/auth/login", browser, 302, 180);

        assertThat(page.header("Retry-After")).isNotEmpty();
        assertThat(page.response().body()).contains("Too many tries");
    }

    @Test
    void whoGuessesKeysIsStoppedAndTheirNeighbourWithAGoodOneIsNot() throws Exception {
        var team = Team.gather();
        var secret = team.owner
                .post(team.organization + "/api-keys", Map.of("name", "k", "scopes", List.of("members:read")))
                .text("/secret");
        var guess = with(here, "X-API-Key", "gate_00000000_" + "A".repeat(43));
        for (int i = 0; i < 10; i++) {
            assertThat(get("/api/auth/me", guess).status()).isEqualTo(401);
        }

        assertThat(firstRefusal("/api/auth/me", guess, 401, 60).problem()).isEqualTo("too-many-requests");

        assertThat(get(team.members(), with(here, "X-API-Key", secret)).status())
                .isEqualTo(200);
        assertThat(get("/api/auth/me", with(here, "Cookie", "gatehouse_session=x"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoGuessesLogoutTokensIsStopped() throws Exception {
        for (int i = 0; i < 120; i++) {
            var headers = with(here, "Content-Type", "application/x-www-form-urlencoded");
            var answer = new Answer(
                    Api.anonymous().request("POST", "/api/auth/backchannel-logout", "logout_token=guess", headers));
            if (answer.status() == 429) {
                assertThat(answer.header("Cache-Control")).contains("no-store");
                return;
            }
            assertThat(answer.status()).isEqualTo(400);
        }
        throw new AssertionError("never refused");
    }

    @Test
    void whoGuessesInvitationsIsStopped() throws Exception {
        assertThat(firstRefusal("/api/invitations/guess", here, 404, 60).status())
                .isEqualTo(429);
    }

    @Test
    void anAddressThatWasWrittenBeforeTheProxysIsNotBelieved() throws Exception {
        for (int i = 0; i < 240; i++) {
            var forged = from("192.0.2." + i + ", " + here.get("X-Forwarded-For"));
            if (get("/api/auth/login", forged).status() == 429) {
                return;
            }
        }
        throw new AssertionError("an address that anybody may write was believed");
    }

    @Test
    void invitingByHandEndsSomewhereAndOthersGoOn() throws Exception {
        var team = Team.gather();
        for (int i = 0; i < 50; i++) {
            assertThat(invite(team.owner, team, i).status()).isEqualTo(201);
        }

        var statuses =
                IntStream.range(50, 500).map(i -> invite(team.owner, team, i).status());

        assertThat(statuses.anyMatch(status -> status == 429)).isTrue();
        assertThat(invite(team.admin, team, 1_000).status()).isEqualTo(201);
    }

    private static Answer invite(Newcomer caller, Team team, int number) {
        return caller.post(team.members(), Map.of("email", "n" + number + "@nobody.invalid.example", "role", "viewer"));
    }

    /** @param most requests until it has to come */
    private static Answer firstRefusal(String address, Map<String, String> headers, int usual, int most)
            throws Exception {
        for (int i = 0; i <= most * 2; i++) {
            var answer = get(address, headers);
            if (answer.status() == 429) {
                return answer;
            }
            assertThat(answer.status()).isEqualTo(usual);
        }
        throw new AssertionError("never refused");
    }

    private static Answer get(String address, Map<String, String> headers) throws Exception {
        return new Answer(Api.anonymous().get(address, headers));
    }

    private static Map<String, String> from(String addresses) {
        return Map.of("X-Forwarded-For", addresses);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }
}
