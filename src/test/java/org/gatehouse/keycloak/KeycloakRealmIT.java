package org.gatehouse.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.keycloak.ManagementRole.*;

import jakarta.ws.rs.NotFoundException;
import java.util.LinkedHashMap;
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
        var somebody = Somebody.named("somebody").subject();
        var realm = ServiceAccount.with(MANAGE_ORGANIZATIONS);

        operations(somebody)
                .forEach((purpose, operation) -> assertThatThrownBy(() -> realm.tell(MANAGE_USERS, purpose, operation))
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
    void forPeopleAndTheirSessionsOneRoleIsEnough() {
        var somebody = Somebody.named("somebody").subject();
        var realm = ServiceAccount.with(MANAGE_USERS);

        operations(somebody).forEach((purpose, operation) -> {
            try {
                realm.tell(MANAGE_USERS, purpose, operation);
            } catch (NotFoundException noSuchSession) {
                assertThat(purpose).isEqualTo("end sessions");
            }
        });
        assertThat(ServiceAccount.console().users().searchByUsername("somebody-", false))
                .extracting(UserRepresentation::getId)
                .doesNotContain(somebody);
    }

    /** What Gatehouse does, in an order that lets each find somebody. */
    private static Map<String, Consumer<RealmResource>> operations(String somebody) {
        var operations = new LinkedHashMap<String, Consumer<RealmResource>>();
        operations.put("find accounts", it -> it.users().searchByEmail("alice@example.com", true));
        operations.put("list accounts", it -> it.users().search(null, null, null, null, 0, 1, false, true));
        operations.put("look for accounts", it -> it.users().search("id:" + somebody, 0, 1, true));
        operations.put("look at an account", it -> it.users().get(somebody).credentials());
        operations.put("look at providers", it -> it.users().get(somebody).getFederatedIdentity());
        operations.put("look at sessions", it -> it.users().get(somebody).getUserSessions());
        operations.put("send a mail", it -> it.users().get(somebody).executeActionsEmail(List.of("VERIFY_EMAIL")));
        operations.put("delete an account", it -> it.users().get(somebody).remove());
        operations.put("end sessions", it -> it.deleteSession("any", false));
        return operations;
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
