package org.gatehouse.provision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.access.Secret;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.KeycloakClient;
import org.gatehouse.settings.Settings.OpenIdClient;

/** Provisions a realm for an administrator of this Gatehouse, by the rights of one of Keycloak's. */
@ApplicationScoped
@Transactional
public class ProvisionService {

    @Inject
    Settings settings;

    @Inject
    AuditLog audit;

    /** What is known already of what has to be said. */
    @RequiresAdministrator
    public ProvisionOrder begin() {
        return new ProvisionOrder(
                settings.openIdClient().map(OpenIdClient::issuer).orElse(""),
                settings.publicUrl().map(Object::toString).orElse(""),
                settings.keycloakClient().isPresent(),
                false,
                false);
    }

    /** @throws ProvisionProblem if Keycloak does not let them, or has something in the way */
    @RequiresAdministrator
    public Plan plan(ProvisionOrder order, Administrator administrator) {
        Target target = Target.of(setting -> value(setting, order));
        RealmAdmin realm = RealmAdmin.signIn(target, administrator);
        return order.undo()
                ? Provisioning.compareWithNothing(realm, target)
                : Provisioning.compare(realm, target, order.adopt());
    }

    /**
     * Does what was planned just now. That it was begun is told, also where Keycloak stops it halfway.
     *
     * @return the secrets of new clients, by the settings that they are for
     */
    @Transactional(dontRollbackOn = ProvisionProblem.class)
    @RequiresAdministrator
    public Map<String, Secret> carryOut(ProvisionOrder order, Plan plan) {
        audit.record(null, order.undo() ? Action.REALM_CLEARED : Action.REALM_PROVISIONED, order.issuer(), null);
        plan.carryOut();
        return plan.secrets();
    }

    private Optional<String> value(String setting, ProvisionOrder order) {
        Optional<OpenIdClient> client = settings.openIdClient();
        Optional<KeycloakClient> service = settings.keycloakClient();
        return switch (setting) {
            case "OIDC_ISSUER" -> Optional.of(order.issuer().strip());
            case "PUBLIC_URL" -> Optional.of(order.publicUrl().strip());
            case "OIDC_CLIENT_ID" -> client.map(OpenIdClient::clientId);
            case "OIDC_CLIENT_SECRET" -> client.map(OpenIdClient::clientSecret);
            case "OIDC_REDIRECT_URI" -> client.map(known -> known.redirectUri().toString());
            case "KEYCLOAK_URL" -> service.map(known -> known.server().toString());
            case "KEYCLOAK_ADMIN_CLIENT_ID" ->
                Optional.of(service.map(KeycloakClient::clientId).orElse(RealmFile.SERVICE))
                        .filter(id -> order.service());
            case "KEYCLOAK_ADMIN_CLIENT_SECRET" -> service.map(KeycloakClient::clientSecret);
            default -> throw new IllegalArgumentException(setting);
        };
    }
}
