package org.gatehouse.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Newcomer;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions that end here end at Keycloak, and whom Keycloak lets in no more is out here. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class LiveLogoutIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void whoSignsOutEverywhereElseDoesSoAtKeycloakAndStaysSignedInHere() throws Exception {
        var uma = Somebody.named("uma");
        var here = Api.signedInAs(uma.name());
        var kept = uma.sessionsAtKeycloak();
        Api.signedInAs(uma.name());
        Api.signedInAs(uma.name());
        assertThat(uma.sessionsAtKeycloak()).hasSize(3);

        assertThat(here.delete("/api/sessions").statusCode()).isEqualTo(204);

        Eventually.within(
                SOON,
                "the end of the others at Keycloak",
                () -> uma.sessionsAtKeycloak().size() < 2);
        assertThat(uma.sessionsAtKeycloak()).isEqualTo(kept);
        assertThat(here.get("/api/users/me").statusCode()).isEqualTo(200);
    }

    @Test
    void oneSessionThatIsEndedEndsAtKeycloakAlone() throws Exception {
        var vic = Somebody.named("vic");
        var here = Api.signedInAs(vic.name());
        var kept = vic.sessionsAtKeycloak();
        Api.signedInAs(vic.name());
        var ids = new Answer(here.get("/api/sessions"));
        var other = ids.json().get(0).get("current").asBoolean() ? ids.text("/1/id") : ids.text("/0/id");

        assertThat(here.delete("/api/sessions/" + other).statusCode()).isEqualTo(204);

        Eventually.within(
                SOON, "its end at Keycloak", () -> vic.sessionsAtKeycloak().equals(kept));
    }

    @Test
    void whomAnAdministratorDisablesOrDeletesIsSignedOutAtKeycloakWhereTheyStayKnown() throws Exception {
        var root = Newcomer.administrator();
        var wes = Somebody.named("wes");
        var xia = Somebody.named("xia");
        var disabled = id(Api.signedInAs(wes.name()));
        var deleted = id(Api.signedInAs(xia.name()));

        assertThat(root.patch("/api/admin/users/" + disabled, Map.of("disabled", true))
                        .status())
                .isEqualTo(200);
        assertThat(root.delete("/api/admin/users/" + deleted).status()).isEqualTo(204);

        for (var somebody : List.of(wes, xia)) {
            Eventually.within(
                    SOON,
                    "the end at Keycloak",
                    () -> somebody.sessionsAtKeycloak().isEmpty());
            assertThat(somebody.atKeycloak().toRepresentation().isEnabled()).isTrue();
        }
    }

    @Test
    void whoIsDisabledOrDeletedAtKeycloakIsOutHereWithinAMinute() throws Exception {
        var yan = Somebody.named("yan");
        var zoe = Somebody.named("zoe");
        var ann = Somebody.named("ann");
        var disabled = Api.signedInAs(yan.name());
        var deleted = Api.signedInAs(zoe.name());
        var neither = Api.signedInAs(ann.name());

        var user = yan.atKeycloak().toRepresentation();
        user.setEnabled(false);
        yan.atKeycloak().update(user);
        zoe.atKeycloak().remove();

        Eventually.within(
                MINUTE,
                "the end of their sessions",
                () -> disabled.get("/api/users/me").statusCode() == 401
                        && deleted.get("/api/users/me").statusCode() == 401);
        assertThat(neither.get("/api/users/me").statusCode()).isEqualTo(200);
    }

    private static String id(Api somebody) throws Exception {
        return new Answer(somebody.get("/api/users/me")).text("/id");
    }
}
