package org.gatehouse.session;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.Change.Kind;
import org.gatehouse.cache.LocalCache;
import org.gatehouse.metrics.Metrics;
import org.gatehouse.settings.Settings;

/** The live sessions behind tokens. Those in use are remembered, so that a request asks the database nothing. */
@ApplicationScoped
public class KnownSessions {

    private static final Logger LOG = Logger.getLogger(KnownSessions.class.getName());
    private static final int MOST = 100_000;

    @Inject
    UserSessionService sessions;

    @Inject
    SessionToken token;

    @Inject
    Settings settings;

    @Inject
    Metrics metrics;

    @Inject
    Clock clock;

    private LocalCache<UUID, KnownSession> known;

    @PostConstruct
    void begin() {
        known = new LocalCache<>(settings.cacheTime(), MOST);
        metrics.watch("sessions", known);
    }

    /** The live session that one of the tokens speaks for; empty where all are forged, expired, idle or revoked. */
    public Optional<KnownSession> resume(List<String> tokens) {
        for (String value : tokens) {
            Optional<KnownSession> session = token.read(value).flatMap(this::find);
            if (session.isPresent()) {
                return session;
            }
        }
        return Optional.empty();
    }

    /** The session, if it is live, which is noted to be in use. */
    public Optional<KnownSession> find(UUID id) {
        Instant now = clock.instant();
        Optional<KnownSession> session = known.get(id, sessions::find)
                .filter(found -> isLive(found, now))
                .or(() -> lookAgain(id));
        session.filter(found -> found.isSeenAnew(now)).ifPresent(this::noteUse);
        return session;
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) Change change) {
        UUID id = change.id();
        if (change.isOf(Kind.SESSION)) {
            known.forget(id);
        } else if (change.isOf(Kind.USER)) {
            known.forgetIf(session -> id == null || session.isOf(id));
        }
    }

    /** It may have been used by way of another node since it was remembered. */
    private Optional<KnownSession> lookAgain(UUID id) {
        known.forget(id);
        return sessions.find(id);
    }

    private boolean isLive(KnownSession session, Instant now) {
        return now.isBefore(session.expiresAt())
                && session.lastSeenAt().plus(settings.sessionIdleTimeout()).isAfter(now);
    }

    /** Nobody is kept from reading because this cannot be written. */
    private void noteUse(KnownSession session) {
        try {
            sessions.noteUse(session.id());
        } catch (RuntimeException notNoted) {
            LOG.warning(() -> "Not noted that a session is in use: " + notNoted.getMessage());
        }
        known.forget(session.id());
    }
}
