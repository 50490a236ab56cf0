package org.gatehouse.keycloak;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.session.SessionsEnded;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;

/** The sessions that Keycloak is to end, kept in the transaction that ended ours. */
@ApplicationScoped
@Transactional
public class LogoutQueue {

    private static final String OWN_WORK = "The application's own work.";

    @Inject
    LogoutRepository logouts;

    @Inject
    KeycloakRealm realm;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    void add(@Observes SessionsEnded ended) {
        boolean ours = settings.openIdClient()
                .map(OpenIdClient::issuer)
                .filter(ended.issuer()::equals)
                .isPresent();
        if (ours && realm.isConfigured()) {
            ended.providerSessions().forEach(session -> logouts.add(session, clock.instant()));
        }
    }

    /** Takes the next that is due. */
    @NeedsNoPermission(OWN_WORK)
    public Optional<String> take() {
        return logouts.lockNext(clock.instant()).map(logout -> {
            logout.due().take(clock.instant());
            return logout.sessionId();
        });
    }

    @NeedsNoPermission(OWN_WORK)
    public void done(String sessionId) {
        logouts.lock(sessionId).ifPresent(logouts::remove);
    }

    /** @return whether it will be tried again */
    @NeedsNoPermission(OWN_WORK)
    public boolean postpone(String sessionId) {
        Optional<Logout> logout = logouts.lock(sessionId);
        Optional<Logout> worth = logout.filter(one -> one.isWorthTrying(clock.instant()));
        worth.ifPresentOrElse(one -> one.due().postpone(clock.instant()), () -> logout.ifPresent(logouts::remove));
        return worth.isPresent();
    }
}
