package org.gatehouse.keycloak;

import static org.gatehouse.settings.Setting.*;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.Ports;
import org.gatehouse.testing.TestEnvironment;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;

/** Service accounts of the test's Keycloak, and its own administrator. */
final class ServiceAccount {

    static final String SECRET = "only-for-tests";

    private ServiceAccount() {}

    /** What somebody does in Keycloak's console. */
    static RealmResource console() {
        return Keycloak.getInstance(
                        TestEnvironment.keycloak().address().toString(), "master", "admin", "admin", "admin-cli")
                .realm("gatehouse");
    }

    /** The realm as the service account of the bundled realm sees it. */
    static KeycloakRealm bundled() {
        var settings = TestEnvironment.settings();
        return realm(settings.get("KEYCLOAK_ADMIN_CLIENT_ID"), settings.get("KEYCLOAK_ADMIN_CLIENT_SECRET"));
    }

    /** The realm as another service account sees it, that has these roles only. */
    static KeycloakRealm with(ManagementRole... roles) {
        var console = console();
        var client = new ClientRepresentation();
        client.setClientId("service-" + UUID.randomUUID());
        client.setSecret(SECRET);
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        var id = CreatedResponseUtil.getCreatedId(console.clients().create(client));
        var management =
                console.clients().findByClientId("realm-management").get(0).getId();
        var granted = console.clients().get(management).roles().list().stream()
                .filter(role ->
                        List.of(roles).stream().anyMatch(given -> given.word().equals(role.getName())))
                .toList();
        var user = console.clients().get(id).getServiceAccountUser().getId();
        console.users().get(user).roles().clientLevel(management).add(granted);
        return realm(client.getClientId(), SECRET);
    }

    static KeycloakRealm realm(String clientId, String secret) {
        return realm(clientId, secret, TestEnvironment.keycloak().address().toString());
    }

    static KeycloakRealm realm(String clientId, String secret, String url) {
        return Injection.into(
                new KeycloakRealm(),
                settings(Map.of("id", clientId, "secret", secret, "url", url)).read());
    }

    /** The bundled account, at an address where nobody answers. */
    static KeycloakRealm down() {
        return realm("gatehouse-service", "any", "http://localhost:" + Ports.free());
    }

    private static GivenSettings settings(Map<String, String> account) {
        return new GivenSettings(
                OIDC_ISSUER, TestEnvironment.keycloak().issuer().toString(),
                KEYCLOAK_ADMIN_CLIENT_ID, account.get("id"),
                KEYCLOAK_ADMIN_CLIENT_SECRET, account.get("secret"),
                KEYCLOAK_URL, account.get("url"));
    }
}
