package org.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of somebody who is signed in counts from their next request on, of the API and of pages. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class LiveSessionIT {
    private Team team;
    private String page;

    @BeforeEach
    void gather() throws Exception {
        team = Team.gather();
        page = "/orgs/" + team.id() + "/links";
        assertThat(team.admin.get(team.organization).text("/role")).isEqualTo("admin");
        assertThat(team.admin.get(page).status()).isEqualTo(200);
    }

    @Test
    void anotherRole() {
        team.owner.patch(team.row(team.admin), Map.of("role", "viewer"));

        assertThat(team.admin.get(team.organization).text("/role")).isEqualTo("viewer");
        assertThat(team.admin.get(team.organization + "/links").status()).isEqualTo(403);
        assertThat(team.admin.get(page).status()).isEqualTo(403);

        team.owner.patch(team.row(team.admin), Map.of("role", "admin"));
        assertThat(team.admin.get(page).status()).isEqualTo(200);
    }

    @Test
    void removalFromTheOrganization() {
        team.owner.delete(team.row(team.admin));

        assertThat(team.admin.get(team.organization).status()).isEqualTo(403);
        assertThat(team.admin.get(page).status()).isEqualTo(403);
        assertThat(team.admin.get("/api/users/me").status()).isEqualTo(200);
    }

    @Test
    void beingDisabled() throws Exception {
        Newcomer.administrator().patch("/api/admin/users/" + team.admin.id(), Map.of("disabled", true));

        assertIsOut(team.admin);
    }

    @Test
    void deletion() throws Exception {
        Newcomer.administrator().delete("/api/admin/users/" + team.admin.id());

        assertIsOut(team.admin);
    }

    @Test
    void theEndOfTheSessionItselfByAnAdministrator() throws Exception {
        var phone = team.admin.elsewhere();
        var root = Newcomer.administrator();
        var sessions = "/api/admin/users/" + team.admin.id() + "/sessions";
        assertThat(root.get(sessions).texts("current")).containsExactly("false", "false");

        assertThat(root.delete(sessions + "/" + team.admin.session()).status()).isEqualTo(204);

        assertIsOut(team.admin);
        assertThat(phone.get(page).status()).isEqualTo(200);
        assertThat(root.delete(sessions + "/" + team.owner.session()).status())
                .as("somebody else's")
                .isEqualTo(404);
        assertThat(phone.get("/api/users/me/export").json().get("audit").findValuesAsText("action"))
                .contains("session_ended");

        root.delete(sessions);
        assertIsOut(phone);
    }

    private void assertIsOut(Newcomer somebody) {
        assertThat(somebody.get("/api/users/me").status()).isEqualTo(401);
        var sent = somebody.get(page);
        assertThat(sent.status()).isEqualTo(302);
        assertThat(sent.header("Location")).contains("/login?next=%2Forgs%2F");
    }
}
