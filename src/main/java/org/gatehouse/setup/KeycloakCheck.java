package org.gatehouse.setup;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.keycloak.KeycloakRealm;
import org.gatehouse.keycloak.KeycloakRefusalProblem;
import org.gatehouse.keycloak.KeycloakUnavailableProblem;
import org.gatehouse.keycloak.ManagementRole;
import org.gatehouse.settings.Settings;

/** Whether the service account at Keycloak can sign in, and has the roles for what it is to do. */
@ApplicationScoped
public class KeycloakCheck implements SetupCheck {

    @Inject
    KeycloakRealm realm;

    @Inject
    Settings settings;

    @Override
    public Subject subject() {
        return Subject.KEYCLOAK;
    }

    @Override
    public Finding look() {
        if (!realm.isConfigured()) {
            return Finding.notConfigured(
                    "Gatehouse has no service account at Keycloak: it makes no accounts there and ends no sessions.",
                    "If your provider is a Keycloak, set KEYCLOAK_ADMIN_CLIENT_ID and KEYCLOAK_ADMIN_CLIENT_SECRET.");
        }
        try {
            Set<String> roles = realm.roles();
            String missing = needed().map(ManagementRole::word)
                    .filter(role -> !roles.contains(role))
                    .collect(joining(", "));
            return missing.isEmpty()
                    ? Finding.ok(
                            "The service account " + realm.account() + " signs in, and has the roles that it needs.")
                    : Finding.wrong(
                            "The service account " + realm.account() + " signs in, and lacks roles of the client"
                                    + " realm-management: " + missing + ".",
                            "Give it those in Keycloak, at Clients, " + realm.account() + ", Service account roles.");
        } catch (KeycloakRefusalProblem refused) {
            return Finding.wrong(
                    refused.detail(), "The secret is in Keycloak, at Clients, " + realm.account() + ", Credentials.");
        } catch (KeycloakUnavailableProblem unavailable) {
            return Finding.wrong(
                    unavailable.detail(),
                    "Start Keycloak, or say in KEYCLOAK_URL where this machine reaches it. Try from here:",
                    "curl -i " + settings.keycloakClient().orElseThrow().server());
        }
    }

    private Stream<ManagementRole> needed() {
        return settings.mirrorsOrganizations()
                ? Stream.of(ManagementRole.MANAGE_USERS, ManagementRole.MANAGE_ORGANIZATIONS)
                : Stream.of(ManagementRole.MANAGE_USERS);
    }
}
