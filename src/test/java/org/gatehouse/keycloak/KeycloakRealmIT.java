package org.gatehouse.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.keycloak.ManagementRole.*;

import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.UserRepresentation;

/** The service account at a real Keycloak: what it may do, and what is told where it may not. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class KeycloakRealmIT {

    @Test
    void theBundledAccountHasTheRolesThatAreListed() {
        assertThat(ServiceAccount.bundled().roles())
                .containsExactlyInAnyOrderElementsOf(List.of(ManagementRole.values()).stream()
                        .map(ManagementRole::word)
                        .toList());
    }

    @Test
    void itFindsPeopleByAddressAndWhatIsNotThereIsTold() {
        var realm = ServiceAccount.bundled();

        var found = realm.ask(MANAGE_USERS, "find", it -> it.users().searchByEmail("alice@example.com", true));
        assertThat(found).extracting(UserRepresentation::getUsername).containsExactly("alice");
        assertThatThrownBy(() -> realm.ask(
                        MANAGE_USERS, "find", it -> it.users().get("nobody").toRepresentation()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void withARoleLessItsOperationsAreRefusedNamingIt() {
        var realm = ServiceAccount.with(MANAGE_ORGANIZATIONS);

        var alice = ServiceAccount.bundled()
                .ask(MANAGE_USERS, "find", it -> it.users().searchByEmail("alice@example.com", true))
                .get(0)
                .getId();
        Map<String, Consumer<RealmResource>> operations = Map.of(
                "find accounts", it -> it.users().searchByEmail("alice@example.com", true),
                "list accounts", it -> it.users().search(null, null, null, null, 0, 1, false, true),
                "look for accounts", it -> it.users().search("id:" + alice, 0, 1, true),
                "look at an account", it -> it.users().get(alice).credentials(),
                "send a mail", it -> it.users().get(alice).executeActionsEmail(List.of("VERIFY_EMAIL")),
                "delete an account", it -> it.users().get(alice).remove(),
                "end sessions", it -> it.deleteSession("any", false));

        operations.forEach(
                (purpose, operation) -> assertThatThrownBy(() -> realm.tell(MANAGE_USERS, purpose, operation))
                        .as(purpose)
                        .isInstanceOf(KeycloakRefusalProblem.class)
                        .hasMessageMatching("Keycloak does not let the service account service-\\S+ " + purpose
                                + ": give it the role manage-users of the client realm-management\\."));
        assertThatThrownBy(() -> ServiceAccount.with(MANAGE_USERS)
                        .ask(
                                MANAGE_ORGANIZATIONS,
                                "list organizations",
                                it -> it.organizations().list(0, 1)))
                .isInstanceOf(KeycloakRefusalProblem.class)
                .hasMessageContaining("role manage-organizations of");
    }

    @Test
    void aRefusedAnswerWithoutABodyIsOneAsWell() {
        assertThatThrownBy(() -> ServiceAccount.with(MANAGE_ORGANIZATIONS)
                        .ask(MANAGE_USERS, "make an account", it -> it.users().create(new UserRepresentation())))
                .isInstanceOf(KeycloakRefusalProblem.class);
    }

    @Test
    void aWrongSecretIsTheSettings() {
        var realm = ServiceAccount.realm("gatehouse-service", "wrong");

        assertThatThrownBy(realm::roles)
                .isInstanceOf(KeycloakRefusalProblem.class)
                .hasMessageContaining("KEYCLOAK_ADMIN_CLIENT_SECRET");
        assertThatThrownBy(
                        () -> realm.ask(MANAGE_USERS, "find", it -> it.users().list(0, 1)))
                .isInstanceOf(KeycloakRefusalProblem.class)
                .hasMessageContaining("KEYCLOAK_ADMIN_CLIENT_SECRET");
    }

    @Test
    void aKeycloakThatIsDownMayBeAskedAgain() {
        var realm = ServiceAccount.down();

        assertThatThrownBy(
                        () -> realm.ask(MANAGE_USERS, "find", it -> it.users().list(0, 1)))
                .isInstanceOf(KeycloakUnavailableProblem.class)
                .hasMessageEndingWith("Try again soon.");
    }
}
