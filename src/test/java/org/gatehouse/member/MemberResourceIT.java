package org.gatehouse.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
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
class MemberResourceIT {
    private final String carol = "carol-" + UUID.randomUUID() + "@example.com";
    private Team team;

    @BeforeEach
    void gather() throws Exception {
        team = Team.gather();
    }

    @Test
    void anInvitedAddressIsAPendingRow() {
        var invited = team.owner.post(team.members(), Map.of("email", carol, "role", "editor"));

        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.json().fieldNames())
                .toIterable()
                .contains("id", "org_id", "user_id", "email", "role", "created_at", "name", "status", "expires_at");
        assertThat(invited.json().get("user_id").isNull()).isTrue();
        assertThat(invited.text("/status")).isEqualTo("pending");
        assertThat(team.organization).endsWith(invited.text("/org_id"));
        assertThat(team.owner.get(invited.header("Location")).text("/email")).isEqualTo(carol);
    }

    @Test
    void aMemberHasAUserAndNoExpiry() {
        var row = team.owner.get(team.row(team.viewer)).json();

        assertThat(row.get("user_id").asText()).isEqualTo(team.viewer.id().toString());
        assertThat(row.get("status").asText()).isEqualTo("active");
        assertThat(row.get("name").asText()).isEqualTo("viewer");
        assertThat(row.get("expires_at").isNull()).isTrue();
    }

    @Test
    void whoIsAMemberOrInvitedIsAConflict() {
        team.invite(carol, "viewer");

        assertThat(invite(team.owner, carol.toUpperCase(java.util.Locale.ROOT), "viewer"))
                .isEqualTo("already-invited");
        assertThat(invite(team.owner, team.viewer.email(), "viewer")).isEqualTo("already-member");
    }

    @Test
    void everyBadFieldOfAnInvitationIsNamedAtOnce() {
        var bad = team.owner.post(team.members(), Map.of("email", "a@b", "role", "boss", "note", "x".repeat(501)));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.pointers()).containsExactlyInAnyOrder("/email", "/role", "/note");
        assertThat(team.owner.post(team.members(), Map.of()).pointers()).containsExactlyInAnyOrder("/email", "/role");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email", "role", "created_at"})
    void partsFollowEachOtherInEveryOrder(String sort) {
        for (String role : List.of("viewer", "owner", "editor")) {
            team.invite(role + "-" + carol, role);
        }
        var whole = team.owner.get(team.members() + "?sort=" + sort).texts("id");
        assertThat(whole).hasSize(7);

        for (int limit = 1; limit <= 3; limit++) {
            List<String> read = new ArrayList<>();
            var next = team.members() + "?sort=%s&limit=%d".formatted(sort, limit);
            while (!next.isEmpty()) {
                var part = team.owner.get(next);
                read.addAll(part.texts("id"));
                next = part.next();
            }
            assertThat(read).isEqualTo(whole);
        }
    }

    @Test
    void pendingRowsComeFirstAndOwnersBeforeTheOthersByRole() {
        team.invite("z-" + carol, "viewer");
        team.invite("a-" + carol, "viewer");
        team.invite("m-" + carol, "owner");

        var rows = team.owner.get(team.members() + "?sort=role");

        assertThat(rows.texts("role"))
                .containsExactly("owner", "viewer", "viewer", "owner", "admin", "editor", "viewer");
        assertThat(rows.texts("email")).startsWith("m-" + carol, "a-" + carol, "z-" + carol, team.owner.email());
    }

    @Test
    void theListIsNarrowed() {
        team.invite(carol, "editor");

        assertThat(emails("role=editor")).containsExactly(carol, team.editor.email());
        assertThat(emails("status=pending")).containsExactly(carol);
        assertThat(emails("status=active&role=editor")).containsExactly(team.editor.email());
        assertThat(emails("status=expired")).isEmpty();
        assertThat(emails("q=CAROL")).containsExactly(carol);
        assertThat(emails("q=carol&role=viewer&sort=email&status=")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, /limit",
        "limit=-1, /limit",
        "limit=501, /limit",
        "limit=99999999999999999999, /limit",
        "limit=ten, /limit",
        "sort=age, /sort",
        "role=boss, /role",
        "status=gone, /status",
        "cursor=x, /cursor",
        "cursor=%00, /cursor",
        "cursor=TUVNQkVSUwoKY3JlYXRlZF9hdAo, /cursor",
    })
    void aBadParameterIsNamed(String query, String pointer) {
        var refused = team.owner.get(team.members() + "?" + query);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactly(pointer);
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        var byName = team.owner.get(team.members() + "?limit=1").next();

        assertThat(team.owner.get(byName + "&sort=email").pointers()).containsExactly("/cursor");
    }

    @Test
    void membersSeeTheListAndAdminsInvite() {
        assertThat(team.statuses(caller -> caller.get(team.members()))).containsExactly(401, 403, 200, 200, 200, 200);
        assertThat(team.statuses(caller -> caller.post(
                        team.members(), Map.of("email", UUID.randomUUID() + "@example.com", "role", "viewer"))))
                .containsExactly(401, 403, 403, 403, 201, 201);
        assertThat(team.statuses(caller -> caller.post(
                        team.members(), Map.of("email", UUID.randomUUID() + "@example.com", "role", "admin"))))
                .containsExactly(401, 403, 403, 403, 403, 201);
    }

    @Test
    void aRoleIsChangedOnMembersAndPendingRowsAlike() {
        var pending = team.invite(carol, "viewer");

        for (var row : List.of(pending, team.row(team.viewer))) {
            assertThat(team.statuses(caller -> caller.patch(row, Map.of("role", "editor"))))
                    .containsExactly(401, 403, 403, 403, 200, 200);
            assertThat(team.admin.patch(row, Map.of("role", "admin")).status()).isEqualTo(403);
            assertThat(team.owner.patch(row, Map.of("role", "boss")).pointers()).containsExactly("/role");
            assertThat(team.owner.patch(row, Map.of()).pointers()).containsExactly("/role");
            assertThat(team.owner.get(row).text("/role")).isEqualTo("editor");
        }
        assertThat(team.admin
                        .patch(team.row(team.owner), Map.of("role", "viewer"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aRowIsRemovedByThoseAboveIt() {
        var pending = team.invite(carol, "viewer");
        var viewer = team.row(team.viewer);

        assertThat(team.statuses(caller -> caller == team.viewer ? caller.get(viewer) : caller.delete(viewer)))
                .containsExactly(401, 403, 200, 403, 204, 404);
        assertThat(team.editor.delete(pending).status()).isEqualTo(403);
        assertThat(team.admin.delete(pending).status()).isEqualTo(204);
        assertThat(team.admin.delete(pending).status()).isEqualTo(404);
        assertThat(team.admin.delete(team.row(team.owner)).status()).isEqualTo(403);
        assertThat(team.viewer.get(team.organization).status()).isEqualTo(403);
    }

    @Test
    void everybodyMayLeaveButTheLastOwner() {
        assertThat(team.viewer.delete(team.members() + "/me").status()).isEqualTo(204);
        assertThat(team.editor.delete(team.row(team.editor)).status()).isEqualTo(204);
        assertThat(team.nobody.delete(team.members() + "/me").status()).isEqualTo(401);
        assertThat(team.outsider.delete(team.members() + "/me").status()).isEqualTo(403);

        var owner = team.row(team.owner);
        assertThat(team.owner.delete(team.members() + "/me").problem()).isEqualTo("last-owner");
        assertThat(team.owner.delete(owner).problem()).isEqualTo("last-owner");
        assertThat(team.owner.patch(owner, Map.of("role", "admin")).problem()).isEqualTo("last-owner");
        assertThat(emails("")).containsExactly(team.admin.email(), team.owner.email());
    }

    @Test
    void anInvitationsMailIsSentAgainOnRequest() {
        var pending = team.invite(carol, "viewer");

        assertThat(team.statuses(caller -> caller.post(pending + "/delivery", Map.of())))
                .containsExactly(401, 403, 403, 403, 202, 202);
        assertThat(team.owner
                        .post(team.row(team.viewer) + "/delivery", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void rowsOfAnotherOrganizationAreNotFoundInOnesOwn() throws Exception {
        var pending = team.invite(carol, "viewer").replaceFirst(".*/", "");
        var member = team.row(team.viewer).replaceFirst(".*/", "");
        var stranger = Newcomer.named("stranger");
        var theirs = Team.found(stranger) + "/members/";

        for (var foreign : List.of(pending, member, UUID.randomUUID().toString(), "no-uuid")) {
            assertThat(stranger.get(theirs + foreign).status()).isEqualTo(404);
            assertThat(stranger.patch(theirs + foreign, Map.of("role", "viewer"))
                            .status())
                    .isEqualTo(404);
            assertThat(stranger.delete(theirs + foreign).status()).isEqualTo(404);
            assertThat(stranger.post(theirs + foreign + "/delivery", Map.of()).status())
                    .isEqualTo(404);
        }
        assertThat(emails("")).contains(carol, team.viewer.email());
    }

    private String invite(Newcomer by, String email, String role) {
        return by.post(team.members(), Map.of("email", email, "role", role)).problem();
    }

    private List<String> emails(String query) {
        return team.owner.get(team.members() + "?" + query).texts("email");
    }
}
