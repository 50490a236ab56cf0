package org.gatehouse.keycloak;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import java.util.logging.Logger;

/** Ends sessions at Keycloak, one after the other, whose sessions here have ended. No transaction waits for Keycloak. */
@ApplicationScoped
public class KeycloakLogout {

    private static final Logger LOG = Logger.getLogger(KeycloakLogout.class.getName());

    @Inject
    LogoutQueue queue;

    @Inject
    KeycloakRealm realm;

    /** @return whether to go on with the next: there was one, and Keycloak answered */
    public boolean endNext() {
        return realm.isConfigured() && queue.take().map(this::end).orElse(false);
    }

    private boolean end(String sessionId) {
        try {
            realm.tell(ManagementRole.MANAGE_USERS, "end sessions", it -> it.deleteSession(sessionId, false));
            queue.done(sessionId);
            return true;
        } catch (NotFoundException over) {
            queue.done(sessionId);
            return true;
        } catch (RuntimeException failure) {
            boolean again = queue.postpone(sessionId);
            LOG.warning(() -> "A session goes on at Keycloak though ours has ended, "
                    + (again ? "which is tried again: " : "until it expires there: ") + failure.getMessage());
            return false;
        }
    }
}
