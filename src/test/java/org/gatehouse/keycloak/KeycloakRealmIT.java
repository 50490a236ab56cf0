package org.gatehouse.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.keycloak.ManagementRole.*;

import jakarta.ws.rs.NotFoundException;
import java.util.List;
import org.gatehouse.testing.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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

        assertThatThrownBy(() -> realm.ask(
                        MANAGE_USERS, "find accounts", it -> it.users().list(0, 1)))
                .isInstanceOf(KeycloakRefusalProblem.class)
                .hasMessageMatching("Keycloak does not let the service account service-\\S+ find accounts: give it the"
                        + " role manage-users of the client realm-management\\.");
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
        var realm = ServiceAccount.realm("gatehouse-service", "any", "http://localhost:" + Ports.free());

        assertThatThrownBy(
                        () -> realm.ask(MANAGE_USERS, "find", it -> it.users().list(0, 1)))
                .isInstanceOf(KeycloakUnavailableProblem.class)
                .hasMessageEndingWith("Try again soon.");
    }
}
