package org.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Links;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class JoinResourceIT {
    private Newcomer owner;
    private Newcomer carol;
    private String acme;

    @BeforeEach
    void found() throws Exception {
        owner = Newcomer.named("owner");
        carol = Newcomer.named("carol");
        acme = Team.found(owner);
    }

    @Test
    void everybodyWithTheTokenSeesWhereItLeads() {
        var link = create("editor", 3, "example.com");

        for (var visitor : List.of(Newcomer.nobody(), carol, owner)) {
            var seen = visitor.get(link.address());
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.json().fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "org_id", "org_name", "role", "status", "expires_at", "domains", "inviter_name");
            assertThat(acme).endsWith(seen.text("/org_id"));
            assertThat(seen.text("/org_name")).isEqualTo("Team");
            assertThat(seen.text("/role")).isEqualTo("editor");
            assertThat(seen.text("/status")).isEqualTo("open");
            assertThat(seen.text("/domains/0")).isEqualTo("example.com");
            assertThat(seen.text("/inviter_name")).isEqualTo("owner");
        }
    }

    @Test
    void whoJoinsIsAMemberInTheLinksRole() {
        var link = create("editor", 3, "EXAMPLE.com");

        assertThat(join(Newcomer.nobody(), link).status()).isEqualTo(401);
        var joined = join(carol, link);

        assertThat(joined.status()).isEqualTo(200);
        assertThat(acme).endsWith(joined.text("/id"));
        assertThat(joined.text("/role")).isEqualTo("editor");
        assertThat(carol.get(acme).json()).isEqualTo(joined.json());
        assertThat(uses(link)).isOne();
        var latest = owner.get(acme + "/audit").json().get(0);
        assertThat(latest.get("action").asText()).isEqualTo("link_joined");
        assertThat(latest.get("actor").asText()).isEqualTo(carol.email());
        assertThat(latest.get("subject").asText()).isEqualTo(carol.email());
        assertThat(latest.get("detail").asText()).isEqualTo("editor, link " + link.id());
    }

    @Test
    void aMemberSpendsNoUseAndKeepsTheirRole() {
        var link = create("viewer", 1);

        var refused = join(owner, link);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("already-member");
        assertThat(uses(link)).isZero();
        join(carol, link);
        assertThat(join(carol, link).problem())
                .as("also by a link that is used up")
                .isEqualTo("already-member");
        assertThat(owner.get(acme).text("/role")).isEqualTo("owner");
    }

    @Test
    void anAddressThatIsNotVerifiedIsTurnedAwayWithASentence() throws Exception {
        var link = create("viewer", 1);

        var refused = join(Newcomer.named("dave", false), link);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/detail")).contains("verified");
        assertThat(uses(link)).isZero();
    }

    @Test
    void anAddressElsewhereIsTurnedAwayWithTheDomains() {
        var link = create("viewer", 1, "example.org", "sub.example.com");

        var refused = join(carol, link);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/detail")).contains("example.org, sub.example.com");
        assertThat(uses(link)).isZero();
        assertThat(carol.get(acme).status()).isEqualTo(403);
    }

    @Test
    void aLinkThatExpiredWasUsedUpOrEndedIsGoneAndSaysWhich() throws Exception {
        var expired = create("viewer", 1);
        Links.expire(expired.id());
        var usedUp = create("viewer", 1);
        join(Newcomer.named("first"), usedUp);
        var ended = create("viewer", 1);
        owner.delete(acme + "/links/" + ended.id());

        for (var link : List.of(expired, usedUp, ended)) {
            assertThat(join(carol, link).status()).isEqualTo(410);
            assertThat(join(carol, link).problem()).isEqualTo("link-ended");
        }
        assertThat(carol.get(expired.address()).text("/status")).isEqualTo("expired");
        assertThat(carol.get(usedUp.address()).text("/status")).isEqualTo("used_up");
        assertThat(carol.get(ended.address()).text("/status")).isEqualTo("ended");
        assertThat(carol.get(acme).status()).isEqualTo(403);
    }

    @Test
    void whoIsInvitedByMailAsWellGetsTheBetterRoleUnderTheInvitationsId() throws Exception {
        var dave = Newcomer.named("dave");
        var carolsInvitation = invite(carol, "admin");
        var davesInvitation = invite(dave, "viewer");
        var link = create("editor", 5);

        assertThat(join(carol, link).text("/role")).isEqualTo("admin");
        assertThat(join(dave, link).text("/role")).isEqualTo("editor");

        assertThat(carol.get(acme + "/members/" + carolsInvitation).text("/status"))
                .isEqualTo("active");
        assertThat(dave.get(acme + "/members/" + davesInvitation).text("/role")).isEqualTo("editor");
        assertThat(owner.get(acme + "/members?status=pending").json()).isEmpty();
        assertThat(carol.get("/api/invitations").json()).isEmpty();
        assertThat(owner.get(acme + "/audit").texts("action")).contains("link_joined", "invitation_accepted");
    }

    @Test
    void whatIsNoLinkIsNotFound() {
        var link = create("viewer", 1);
        for (var unknown : new String[] {"nothing", UUID.randomUUID().toString(), link.id(), "%20", "a".repeat(2000)}) {
            assertThat(carol.get("/api/links/" + unknown).status()).isEqualTo(404);
            assertThat(carol.post("/api/links/" + unknown + "/acceptance", Map.of())
                            .status())
                    .isEqualTo(404);
            assertThat(Newcomer.nobody()
                            .post("/api/links/" + unknown + "/acceptance", Map.of())
                            .status())
                    .isIn(401, 404);
        }
    }

    @Test
    void aLinkGoesWithItsOrganization() {
        var link = create("viewer", 1);

        owner.delete(acme);

        assertThat(carol.get(link.address()).status()).isEqualTo(404);
        assertThat(join(carol, link).status()).isEqualTo(404);
    }

    @Test
    void twentyWhoJoinAtOnceByALinkForFiveMakeFiveMembers() throws Exception {
        var link = create("viewer", 5);
        List<Newcomer> crowd = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            crowd.add(Newcomer.named("crowd"));
        }
        var start = new CyclicBarrier(crowd.size());
        var threads = Executors.newFixedThreadPool(crowd.size());
        List<Future<Integer>> answers = new ArrayList<>();
        try {
            for (var newcomer : crowd) {
                answers.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return join(newcomer, link).status();
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (var answer : answers) {
                statuses.add(answer.get(60, TimeUnit.SECONDS));
            }

            assertThat(statuses).containsOnly(200, 410);
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(5);
        } finally {
            threads.shutdownNow();
        }
        assertThat(owner.get(acme + "/members").json()).hasSize(6);
        assertThat(owner.get(acme + "/links").json()).isEmpty();
    }

    private Link create(String role, int maxUses, String... domains) {
        var created =
                owner.post(acme + "/links", Map.of("role", role, "max_uses", maxUses, "domains", List.of(domains)));
        return new Link(created.text("/id"), "/api/links/" + created.text("/token"));
    }

    private String invite(Newcomer newcomer, String role) {
        return owner.post(acme + "/members", Map.of("email", newcomer.email(), "role", role))
                .text("/id");
    }

    private static Answer join(Newcomer newcomer, Link link) {
        return newcomer.post(link.address() + "/acceptance", Map.of());
    }

    private int uses(Link link) {
        return owner.get(acme + "/links").json().findParents("id").stream()
                .filter(row -> row.get("id").asText().equals(link.id()))
                .findFirst()
                .orElseThrow()
                .get("uses")
                .asInt();
    }

    private record Link(String id, String address) {}
}
