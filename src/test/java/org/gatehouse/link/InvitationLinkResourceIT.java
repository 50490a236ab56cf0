package org.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Links;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class InvitationLinkResourceIT {
    private static final Map<String, ?> VIEWERS = Map.of("role", "viewer", "max_uses", 25);

    private Team team;
    private String links;

    @BeforeEach
    void gather() throws Exception {
        team = Team.gather();
        links = team.organization + "/links";
    }

    @Test
    void aNewLinkTellsItsAddressThisOnce() {
        var created = team.owner.post(
                links,
                Map.of(
                        "role",
                        "editor",
                        "max_uses",
                        3,
                        "expires_at",
                        Instant.now().plus(Duration.ofDays(30)).toString(),
                        "domains",
                        List.of("Example.COM", "@münchen.example")));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "role",
                        "max_uses",
                        "uses",
                        "expires_at",
                        "domains",
                        "created_by",
                        "created_at",
                        "token",
                        "url");
        assertThat(created.text("/token")).matches("[\\w-]{43}");
        assertThat(created.text("/url")).startsWith("http").endsWith("/links/" + created.text("/token"));
        assertThat(created.header("Location")).endsWith(links + "/" + created.text("/id"));
        assertThat(created.json().get("uses").asInt()).isZero();
        assertThat(created.text("/created_by")).isEqualTo("owner");
        assertThat(created.json().get("domains"))
                .extracting(domain -> domain.asText())
                .containsExactly("example.com", "xn--mnchen-3ya.example");

        var listed = team.admin.get(links);
        assertThat(listed.json().get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id", "role", "max_uses", "uses", "expires_at", "domains", "created_by", "created_at");
        assertThat(listed.text("/0/expires_at")).isEqualTo(created.text("/expires_at"));
        assertThat(listed.response().body()).doesNotContain(created.text("/token"));
    }

    @Test
    void whatIsNotGivenIsAWeekAndEveryDomain() {
        var created = team.owner.post(links, VIEWERS);

        assertThat(Duration.between(
                        Instant.parse(created.text("/created_at")), Instant.parse(created.text("/expires_at"))))
                .isEqualTo(Duration.ofDays(7));
        assertThat(created.json().get("domains")).isEmpty();
    }

    @Test
    void adminsAndOwnersMakeListAndEndLinks() {
        assertThat(team.statuses(caller -> caller.post(links, VIEWERS))).containsExactly(401, 403, 403, 403, 201, 201);
        assertThat(team.statuses(caller -> caller.get(links))).containsExactly(401, 403, 403, 403, 200, 200);
        var first = links + "/" + team.owner.get(links).text("/0/id");
        assertThat(team.statuses(caller -> caller.delete(first))).containsExactly(401, 403, 403, 403, 204, 404);
    }

    @Test
    void aProgramMakesLinksOfItsOwnOrganizationIfItsScopePermits() throws Exception {
        var writes = program("members:write");
        var reads = program("members:read");
        var elsewhere = Team.gather().organization + "/links";

        var created = writes.post(links, VIEWERS);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("created_by").isNull()).isTrue();
        assertThat(writes.get(links).texts("id")).containsExactly(created.text("/id"));
        assertThat(team.owner.get(team.organization + "/audit").text("/0/actor"))
                .isEqualTo("API key members:write");
        assertThat(reads.post(links, VIEWERS).status()).isEqualTo(403);
        assertThat(reads.get(links).status()).isEqualTo(403);
        assertThat(writes.post(elsewhere, VIEWERS).status()).isEqualTo(403);
        assertThat(writes.post("/api/links/" + created.text("/token") + "/acceptance", Map.of())
                        .status())
                .as("a program joins nothing")
                .isEqualTo(403);
        assertThat(team.outsider
                        .post("/api/links/" + created.text("/token") + "/acceptance", Map.of())
                        .text("/role"))
                .isEqualTo("viewer");
        assertThat(writes.delete(links + "/" + created.text("/id")).status()).isEqualTo(204);
    }

    @Test
    void linksAreListedTheOldestFirstAndOnlyWhileTheyLive() throws Exception {
        var first = team.owner.post(links, VIEWERS).text("/id");
        var second = team.owner.post(links, VIEWERS).text("/id");
        var third = team.owner.post(links, VIEWERS).text("/id");
        assertThat(team.owner.get(links).texts("id")).containsExactly(first, second, third);

        Links.expire(second);
        team.owner.delete(links + "/" + first);

        assertThat(team.owner.get(links).texts("id")).containsExactly(third);
        assertThat(team.owner.delete(links + "/" + second).status()).isEqualTo(404);
        assertThat(team.owner.get(team.organization + "/audit").texts("action"))
                .startsWith("link_ended", "link_created", "link_created", "link_created");
    }

    @Test
    void anOrganizationHasAtMostAHundredLiveLinks() {
        for (int number = 0; number < 100; number++) {
            assertThat(team.owner.post(links, VIEWERS).status()).isEqualTo(201);
        }

        assertThat(team.owner.post(links, VIEWERS).status()).isEqualTo(409);
        assertThat(team.owner.post(links, VIEWERS).problem()).isEqualTo("too-many-links");
        team.owner.delete(links + "/" + team.owner.get(links).text("/0/id"));
        assertThat(team.owner.post(links, VIEWERS).status()).isEqualTo(201);
    }

    @Test
    void everyBadFieldIsNamedAtOnceAndNothingIsMade() {
        assertThat(team.owner.post(links, Map.of()).pointers()).containsExactlyInAnyOrder("/role", "/max_uses");
        assertThat(team.owner
                        .post(
                                links,
                                Map.of(
                                        "role",
                                        "admin",
                                        "max_uses",
                                        0,
                                        "expires_at",
                                        "2020-01-01T00:00:00Z",
                                        "domains",
                                        List.of("a")))
                        .pointers())
                .containsExactlyInAnyOrder("/role", "/max_uses", "/expires_at", "/domains");
        assertThat(team.owner.get(links).json()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "role; 5",
                "role; \"owner\"",
                "max_uses; \"5\"",
                "max_uses; 5.5",
                "max_uses; -1",
                "max_uses; 10001",
                "max_uses; 2147483648",
                "max_uses; 1e999999",
                "max_uses; true",
                "max_uses; null",
                "expires_at; 5",
                "expires_at; \"2020-01-01T00:00:00Z\"",
                "expires_at; \"9999-01-01T00:00:00Z\"",
                "domains; \"example.com\"",
                "domains; {}",
                "domains; [\"example.com\", 5]",
                "domains; [null]",
                "domains; [\"*\"]",
            })
    void aBadFieldIsNamed(String field, String value) {
        var body = Map.of("role", "\"viewer\"", "max_uses", "5", "expires_at", "null", "domains", "[]");
        var json = body.entrySet().stream()
                .map(entry ->
                        "\"" + entry.getKey() + "\": " + (entry.getKey().equals(field) ? value : entry.getValue()))
                .toList();

        var refused = team.owner.send("POST", links, "{" + String.join(",", json) + "}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactly("/" + field);
    }

    @Test
    void aLinkOfAnotherOrganizationIsNotFoundInOnesOwn() throws SQLException {
        var link = team.owner.post(links, VIEWERS).text("/id");
        var stranger = Newcomer.named("stranger");
        var theirs = Team.found(stranger) + "/links/";

        for (var foreign : List.of(link, UUID.randomUUID().toString(), "no-uuid")) {
            assertThat(stranger.delete(theirs + foreign).status()).isEqualTo(404);
        }
        assertThat(stranger.delete(links + "/" + link).status()).isEqualTo(403);
        assertThat(team.owner.get(links).texts("id")).containsExactly(link);
    }

    private Newcomer program(String scope) {
        var key = team.owner.post(team.organization + "/api-keys", Map.of("name", scope, "scopes", List.of(scope)));
        return Newcomer.bearer(key.text("/secret"));
    }
}
