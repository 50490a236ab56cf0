package org.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class UserResourceIT {
    private static final String ME = "/api/users/me";

    @Test
    void theAccountSaysWhatTheProviderSaid() throws Exception {
        var ann = Newcomer.named("ann");

        assertThat(ann.get(ME).text("/email")).isEqualTo(ann.email());
        assertThat(ann.get(ME).json().get("email_verified").asBoolean()).isTrue();
        assertThat(Newcomer.nobody().get(ME).status()).isEqualTo(401);
    }

    @Test
    void aChosenNameGoesBeforeTheProvidersUntilItIsGivenUp() throws Exception {
        var team = Team.gather();

        assertThat(team.editor.patch(ME, Map.of("name", " Ed Ward ")).text("/name"))
                .isEqualTo("Ed Ward");
        assertThat(team.owner.get(team.row(team.editor)).text("/name")).isEqualTo("Ed Ward");
        assertThat(team.editor.get("/api/auth/me").text("/user/name")).isEqualTo("Ed Ward");
        assertThat(team.editor.patch(ME, Map.of()).text("/name")).isEqualTo("Ed Ward");
        assertThat(team.editor.patch(ME, Map.of("name", "x".repeat(101))).pointers())
                .containsExactly("/name");
        assertThat(team.editor.patch(ME, Map.of("name", "a\nb")).status()).isEqualTo(422);
        assertThat(team.editor.patch(ME, Map.of("name", "")).text("/name")).isEqualTo("editor");
    }

    @Test
    void theExportHoldsEverythingAboutOneself() throws Exception {
        var ann = Newcomer.named("ann");
        var owner = Newcomer.named("owner");
        Team.found(ann);
        owner.post(Team.found(owner) + "/members", Map.of("email", ann.email(), "role", "viewer"));

        var export = ann.get(ME + "/export");

        assertThat(export.header("Content-Disposition")).contains("attachment");
        assertThat(export.text("/user/id")).isEqualTo(ann.id().toString());
        assertThat(export.text("/memberships/0/role")).isEqualTo("owner");
        assertThat(export.text("/invitations/0/org_name")).isEqualTo("Team");
        assertThat(export.json().get("sessions")).hasSize(1);
        assertThat(export.json().get("audit").findValuesAsText("action"))
                .containsExactly("organization_created", "invitation_created");
        assertThat(Newcomer.nobody().get(ME + "/export").status()).isEqualTo(401);
    }

    @Test
    void whoIsTheOnlyOwnerAmongOthersIsToldWhereAndStays() throws Exception {
        var team = Team.gather();
        var alone = Team.found(team.owner);

        var refused = team.owner.delete(ME);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("last-owner");
        assertThat(refused.json().get("organizations").findValuesAsText("id"))
                .containsExactly(team.organization.replaceFirst(".*/", ""));
        assertThat(team.owner.get(alone).status()).isEqualTo(200);
        assertThat(team.owner.get(team.organization).text("/role")).isEqualTo("owner");
    }

    @Test
    void anAccountGoesWithItsSessionAndWhatNobodyElseBelongsTo() throws Exception {
        var team = Team.gather();
        var alone = Team.found(team.admin);

        assertThat(team.admin.delete(ME).status()).isEqualTo(204);

        assertThat(team.admin.api().cookies()).doesNotContainKey("gatehouse_session");
        assertThat(team.admin.get(ME).status()).isEqualTo(401);
        assertThat(team.owner.get(alone).status()).isEqualTo(404);
        assertThat(team.owner.get(team.members()).texts("email")).doesNotContain(team.admin.email());
        assertThat(team.owner.get(team.organization + "/audit").text("/0/action"))
                .isEqualTo("member_left");
        assertThat(team.owner.get(team.organization + "/audit").text("/0/actor"))
                .as("in words that outlive them")
                .isEqualTo(team.admin.email());
    }

    @Test
    void theCookieOfADeletedAccountIsWorthNothing() throws Exception {
        var ann = Newcomer.named("ann");
        var cookie = ann.api().cookies().get("gatehouse_session");
        ann.delete(ME);

        ann.api().cookies().put("gatehouse_session", cookie);

        assertThat(ann.get(ME).status()).isEqualTo(401);
        assertThat(ann.get("/api/auth/me").json().get("authenticated").asBoolean())
                .isFalse();
    }
}
