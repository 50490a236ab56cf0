package org.gatehouse.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OwnershipTransferResourceIT {
    private Team team;
    private String transfer;

    @BeforeEach
    void gather() throws Exception {
        team = Team.gather();
        transfer = team.organization + "/transfer";
    }

    @Test
    void anOfferChangesNothingYetAndIsSeenByOwnersAndItsReceiver() {
        var offered = offer(team.editor);

        assertThat(offered.status()).isEqualTo(201);
        assertThat(offered.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("member_id", "name", "email", "offered_by", "created_at", "expires_at");
        assertThat(offered.text("/member_id")).isEqualTo(id(team.editor));
        assertThat(offered.text("/email")).isEqualTo(team.editor.email());
        assertThat(offered.text("/offered_by")).isEqualTo("owner");
        assertThat(Duration.between(
                        Instant.parse(offered.text("/created_at")), Instant.parse(offered.text("/expires_at"))))
                .isEqualTo(Duration.ofDays(7));
        assertThat(offered.header("Location")).endsWith(transfer);
        assertThat(team.statuses(caller -> caller.get(transfer))).containsExactly(401, 403, 404, 200, 404, 200);
        assertThat(team.editor.get(transfer).json()).isEqualTo(offered.json());
        assertThat(roles()).containsExactly("viewer", "editor", "admin", "owner");
    }

    @Test
    void acceptingMakesTheReceiverOwnerAndTheGiverAdmin() {
        offer(team.viewer);

        var accepted = accept(team.viewer);

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(team.organization).endsWith(accepted.text("/id"));
        assertThat(accepted.text("/role")).isEqualTo("owner");
        assertThat(roles()).containsExactly("owner", "editor", "admin", "admin");
        assertThat(team.viewer.get(transfer).status()).isEqualTo(404);
        var audit = team.viewer.get(team.organization + "/audit");
        assertThat(audit.texts("action")).startsWith("transfer_accepted", "transfer_offered");
        assertThat(audit.text("/0/subject")).isEqualTo(team.viewer.email());
        assertThat(audit.text("/0/detail")).contains(team.owner.email());
    }

    @Test
    void onlyTheReceiverAccepts() {
        assertThat(team.statuses(this::accept)).containsExactly(401, 403, 404, 404, 404, 404);
        offer(team.viewer);

        assertThat(team.statuses(caller -> caller == team.viewer ? caller.get(transfer) : accept(caller)))
                .containsExactly(401, 403, 200, 403, 403, 403);
        assertThat(roles()).containsExactly("viewer", "editor", "admin", "owner");
    }

    @Test
    void onlyAnOwnerOffers() {
        var body = Map.of("member_id", id(team.viewer));

        assertThat(team.statuses(caller -> caller.post(transfer, body))).containsExactly(401, 403, 403, 403, 403, 201);
    }

    @Test
    void anOwnerWithdrawsAndTheReceiverDeclines() {
        offer(team.viewer);
        assertThat(team.statuses(caller -> caller == team.viewer ? caller.get(transfer) : caller.delete(transfer)))
                .containsExactly(401, 403, 200, 403, 403, 204);
        assertThat(team.owner.delete(transfer).status()).isEqualTo(404);
        assertThat(accept(team.viewer).status()).isEqualTo(404);

        offer(team.viewer);
        assertThat(team.viewer.delete(transfer).status()).isEqualTo(204);
        assertThat(accept(team.viewer).status()).isEqualTo(404);

        assertThat(team.owner.get(team.organization + "/audit").texts("action"))
                .startsWith("transfer_declined", "transfer_offered", "transfer_withdrawn", "transfer_offered");
        assertThat(roles()).containsExactly("viewer", "editor", "admin", "owner");
    }

    @Test
    void thereIsOneOfferAtATimeAndNoneToAnOwner() {
        assertThat(offer(team.owner).problem()).as("to oneself").isEqualTo("already-owner");
        team.owner.patch(team.row(team.admin), Map.of("role", "owner"));
        assertThat(offer(team.admin).problem()).isEqualTo("already-owner");

        offer(team.viewer);
        assertThat(offer(team.editor).status()).isEqualTo(409);
        assertThat(offer(team.viewer).problem()).isEqualTo("already-offered");
        assertThat(team.admin.get(transfer).text("/email"))
                .as("every owner sees it")
                .isEqualTo(team.viewer.email());
        assertThat(team.admin.delete(transfer).status())
                .as("every owner withdraws it")
                .isEqualTo(204);
    }

    @Test
    void whoIsNoMemberOfThisOrganizationIsNotFound() throws SQLException {
        var stranger = Newcomer.named("stranger");
        var theirs = stranger.get(Team.found(stranger) + "/members").text("/0/id");
        var pending = team.invite(UUID.randomUUID() + "@example.com", "admin").replaceFirst(".*/", "");

        for (var foreign : List.of(theirs, pending, UUID.randomUUID().toString())) {
            assertThat(team.owner.post(transfer, Map.of("member_id", foreign)).status())
                    .isEqualTo(404);
        }
        assertThat(team.owner.get(transfer).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"member_id\": \"\"}", "{\"member_id\": 5}", "{\"member_id\": \"me\"}"})
    void whatIsNoIdIsNamed(String body) {
        var refused = team.owner.send("POST", transfer, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactly("/member_id");
    }

    @Test
    void anExpiredOfferIsGoneAndMakesRoomForAnother() throws SQLException {
        offer(team.viewer);
        expire();

        assertThat(accept(team.viewer).status()).isEqualTo(410);
        assertThat(accept(team.viewer).problem()).isEqualTo("transfer-ended");
        assertThat(team.owner.get(transfer).status()).isEqualTo(404);
        assertThat(team.viewer.get(transfer).status()).isEqualTo(404);

        assertThat(offer(team.editor).status()).isEqualTo(201);
        assertThat(accept(team.viewer).status()).isEqualTo(403);
        assertThat(accept(team.editor).status()).isEqualTo(200);
    }

    @Test
    void anOfferDiesWithTheGiversOwnership() {
        team.owner.patch(team.row(team.admin), Map.of("role", "owner"));
        offer(team.viewer);
        var giver = team.row(team.owner);

        team.admin.patch(giver, Map.of("role", "admin"));
        team.admin.patch(giver, Map.of("role", "owner"));

        assertThat(accept(team.viewer).status())
                .as("also when they are an owner again")
                .isEqualTo(404);
        offer(team.viewer);
        team.owner.delete(team.members() + "/me");
        assertThat(accept(team.viewer).status()).isEqualTo(404);
        assertThat(team.viewer.get(team.organization).text("/role")).isEqualTo("viewer");
    }

    @Test
    void anOfferDiesWithTheReceiversMembership() {
        offer(team.viewer);
        team.viewer.delete(team.members() + "/me");
        assertThat(team.owner.get(transfer).status()).isEqualTo(404);

        offer(team.editor);
        team.owner.delete(team.row(team.editor));
        assertThat(team.owner.get(transfer).status()).isEqualTo(404);
        assertThat(accept(team.editor).status()).isEqualTo(403);
    }

    @Test
    void aChangeOfTheReceiversRoleLeavesTheOfferOpen() {
        offer(team.viewer);

        team.owner.patch(team.row(team.viewer), Map.of("role", "admin"));

        assertThat(accept(team.viewer).text("/role")).isEqualTo("owner");
    }

    @Test
    void aProgramHasNoPartInIt() {
        var key = team.owner.post(
                team.organization + "/api-keys",
                Map.of("name", "all", "scopes", List.of("members:read", "members:write", "audit:read")));
        var program = Newcomer.bearer(key.text("/secret"));
        offer(team.viewer);

        assertThat(program.get(transfer).status()).isEqualTo(403);
        assertThat(program.post(transfer, Map.of("member_id", id(team.viewer))).status())
                .isEqualTo(403);
        assertThat(accept(program).status()).isEqualTo(403);
        assertThat(program.delete(transfer).status()).isEqualTo(403);
        assertThat(team.owner.get(transfer).status()).isEqualTo(200);
    }

    private Answer offer(Newcomer receiver) {
        return team.owner.post(transfer, Map.of("member_id", id(receiver)));
    }

    private Answer accept(Newcomer caller) {
        return caller.post(transfer + "/acceptance", Map.of());
    }

    private String id(Newcomer member) {
        return team.row(member).replaceFirst(".*/", "");
    }

    /** Of who was gathered as viewer, editor, admin and owner. */
    private List<String> roles() {
        return List.of(team.viewer, team.editor, team.admin, team.owner).stream()
                .map(member -> member.get(team.organization).text("/role"))
                .toList();
    }

    /** As if a week had gone by. */
    private void expire() throws SQLException {
        assertThat(Sql.run(
                        "update ownership_transfer set expires_at = now() - interval '1 minute' where organization_id = ?",
                        team.id()))
                .isOne();
    }
}
