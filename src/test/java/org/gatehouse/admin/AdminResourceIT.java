package org.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.Tokens;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AdminResourceIT {
    private static final String USERS = "/api/admin/users";
    private static final String ORGANIZATIONS = "/api/admin/orgs";

    private Newcomer root;
    private Team team;

    @BeforeEach
    void gather() throws Exception {
        root = Newcomer.administrator();
        team = Team.gather();
    }

    @Test
    void anAdministratorFindsAnybodyByTheBeginningOfTheirAddress() {
        var found =
                root.get(USERS + "?q=" + team.viewer.email().substring(0, 20).toUpperCase(java.util.Locale.ROOT));

        assertThat(found.texts("id")).containsExactly(team.viewer.id().toString());
        assertThat(found.json().at("/0/disabled").asBoolean()).isFalse();
        assertThat(root.get(user(team.viewer)).text("/email")).isEqualTo(team.viewer.email());
        assertThat(root.get(USERS + "?q=%00%F0%9F%98%80").json()).isEmpty();
        assertThat(root.get(USERS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void partsOfTheListsFollowEachOtherWithoutGapOrRepetition() {
        for (var list : List.of(USERS + "?q=owner", ORGANIZATIONS + "?q=team")) {
            var all = root.get(list + "&limit=500").texts("id");
            var inParts = new ArrayList<String>();
            for (var part = root.get(list + "&limit=3"); ; part = root.get(part.next())) {
                inParts.addAll(part.texts("id"));
                if (part.next().isEmpty() || inParts.size() > 60) {
                    break;
                }
            }
            assertThat(inParts.stream().limit(60))
                    .containsExactlyElementsOf(
                            all.stream().limit(inParts.size()).limit(60).toList());
        }
        assertThat(root.get(USERS + "?cursor=forged").status()).isEqualTo(422);
        assertThat(root.get(ORGANIZATIONS + "?limit=501").status()).isEqualTo(422);
    }

    @Test
    void whoIsDisabledIsOutAtOnceAndComesBackOnlyWhenEnabled() throws Exception {
        assertThat(team.viewer.get("/api/users/me").status()).isEqualTo(200);

        assertThat(root.patch(user(team.viewer), Map.of("disabled", true))
                        .json()
                        .get("disabled")
                        .asBoolean())
                .isTrue();
        assertThat(team.viewer.get("/api/users/me").status()).isEqualTo(401);

        assertThat(root.patch(user(team.viewer), Map.of("disabled", false))
                        .json()
                        .get("disabled")
                        .asBoolean())
                .isFalse();
        assertThat(team.viewer.get("/api/users/me").status())
                .as("the session has ended")
                .isEqualTo(401);
    }

    @Test
    void whoIsDisabledCanNeitherSignInNorBringAToken() throws Exception {
        var token = Tokens.of("carol").access();
        var carol = Newcomer.bearer(token).get("/api/auth/me").text("/user/id");
        root.patch(USERS + "/" + carol, Map.of("disabled", true));
        try {
            assertThat(Newcomer.bearer(token).get("/api/auth/me").status()).isEqualTo(403);
            var api = Api.signedInAs("carol");
            assertThat(api.cookies()).doesNotContainKey("gatehouse_session");
            assertThat(new Answer(api.get("/api/auth/me"))
                            .json()
                            .get("authenticated")
                            .asBoolean())
                    .isFalse();
        } finally {
            root.patch(USERS + "/" + carol, Map.of("disabled", false));
        }
        assertThat(Newcomer.bearer(token).get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void anAdministratorSignsSomebodyOutEverywhere() {
        assertThat(root.delete(user(team.editor) + "/sessions").status()).isEqualTo(204);

        assertThat(team.editor.get("/api/users/me").status()).isEqualTo(401);
        assertThat(team.viewer.get("/api/users/me").status()).isEqualTo(200);
    }

    @Test
    void anOrganizationWhoseOwnerVanishedGetsAnother() {
        assertThat(giveOwner(team.admin).problem()).as("it has one").isEqualTo("has-owner");
        assertThat(root.delete(user(team.owner)).status()).isEqualTo(204);

        var slug = team.admin.get(team.organization).text("/slug");
        assertThat(root.get(ORGANIZATIONS + "?ownerless=true&q=" + slug).texts("slug"))
                .containsExactly(slug);
        assertThat(giveOwner(team.admin).json().get("owners").findValuesAsText("user_id"))
                .containsExactly(team.admin.id().toString());
        assertThat(team.admin.get(team.organization).text("/role")).isEqualTo("owner");
        assertThat(root.get(ORGANIZATIONS + "?ownerless=true&q=" + slug).json()).isEmpty();
        assertThat(team.admin.get(team.organization + "/audit").texts("action"))
                .startsWith("owner_given", "member_removed");
        assertThat(giveOwner(team.outsider).status()).isEqualTo(409);
    }

    @Test
    void aDisabledOwnerIsNoneAndAnOutsiderMayBecomeOwner() {
        root.patch(user(team.owner), Map.of("disabled", true));

        assertThat(giveOwner(team.owner).status()).as("cannot sign in").isEqualTo(422);
        assertThat(root.put(
                                adminAddress() + "/owner",
                                Map.of("user_id", UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(422);
        assertThat(root.put(adminAddress() + "/owner", Map.of("user_id", "x")).pointers())
                .containsExactly("/user_id");
        assertThat(giveOwner(team.outsider).status()).isEqualTo(200);
        assertThat(team.outsider.get(team.organization).text("/role")).isEqualTo("owner");
    }

    @Test
    void deletingAUserTakesWhatNobodyElseBelongsTo() throws Exception {
        var alone = Team.found(team.viewer);

        root.delete(user(team.viewer));

        assertThat(team.viewer.get("/api/users/me").status()).isEqualTo(401);
        assertThat(root.get("/api/admin" + alone.substring(4)).status()).isEqualTo(404);
        assertThat(team.owner.get(team.members()).json()).hasSize(3);
    }

    @Test
    void anAdministratorHasNoFurtherRightInside() {
        assertThat(root.get(team.organization).status()).isEqualTo(403);
        assertThat(root.get(team.members()).status()).isEqualTo(403);
        assertThat(root.get(team.organization + "/audit").status()).isEqualTo(403);
        assertThat(root.get(adminAddress()).json().get("owners").findValuesAsText("email"))
                .containsExactly(team.owner.email());
        assertThat(root.delete(adminAddress()).status()).isEqualTo(204);
        assertThat(team.owner.get(team.organization).status()).isEqualTo(404);
    }

    @Test
    void nobodyLocksThemselvesOut() {
        assertThat(root.patch(user(root), Map.of("disabled", true)).problem()).isEqualTo("own-account");
        assertThat(root.delete(user(root)).problem()).isEqualTo("own-account");
    }

    @Test
    void nobodyElseMayDoAnyOfIt() {
        var key = team.owner.post(
                team.organization + "/api-keys", Map.of("name", "k", "scopes", List.of("members:write")));
        var program = Newcomer.bearer(key.text("/secret"));
        for (var caller : List.of(team.owner, team.outsider, program)) {
            assertThat(caller.get(USERS).status()).isEqualTo(403);
            assertThat(caller.get(user(root)).status()).isEqualTo(403);
            assertThat(caller.patch(user(root), Map.of("disabled", true)).status())
                    .isEqualTo(403);
            assertThat(caller.delete(user(root)).status()).isEqualTo(403);
            assertThat(caller.delete(user(root) + "/sessions").status()).isEqualTo(403);
            assertThat(caller.get(ORGANIZATIONS).status()).isEqualTo(403);
            assertThat(caller.delete(adminAddress()).status()).isEqualTo(403);
            assertThat(caller.put(
                                    adminAddress() + "/owner",
                                    Map.of("user_id", team.outsider.id().toString()))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(team.nobody.get(USERS).status()).isEqualTo(401);
    }

    private Answer giveOwner(Newcomer to) {
        return root.put(adminAddress() + "/owner", Map.of("user_id", to.id().toString()));
    }

    private String adminAddress() {
        return "/api/admin" + team.organization.substring("/api".length());
    }

    private static String user(Newcomer newcomer) {
        return USERS + "/" + newcomer.id();
    }
}
