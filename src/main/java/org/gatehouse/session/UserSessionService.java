package org.gatehouse.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.settings.Settings;
import org.gatehouse.user.User;

@ApplicationScoped
@Transactional
public class UserSessionService {

    @Inject
    UserSessionRepository sessions;

    @Inject
    SessionToken token;

    @Inject
    Settings settings;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /**
     * Begins a session, or goes on with the one this browser has, if it is this user's: tabs that sign in at the same
     * time do not end each other. Somebody else's ends.
     *
     * @param idToken what the provider issued for it
     * @param present the session tokens that the browser sent
     */
    @NeedsNoPermission("Part of the user's own sign-in.")
    public UserSession open(User user, String idToken, List<String> present) {
        Optional<UserSession> live = resume(present);
        if (live.isPresent() && live.get().isOf(user)) {
            live.get().renew(idToken, clock.instant());
            return live.get();
        }
        live.ifPresent(other -> other.end(clock.instant()));
        UserSession session = new UserSession(user, idToken, clock.instant());
        sessions.add(session);
        return session;
    }

    /** The live session that one of the tokens speaks for; empty where all are forged, expired or revoked. */
    @NeedsNoPermission("The token is the proof.")
    public Optional<UserSession> resume(List<String> values) {
        return values.stream()
                .flatMap(value -> token.read(value).stream())
                .flatMap(id -> sessions.findLive(id, clock.instant()).stream())
                .findFirst();
    }

    /**
     * Ends a session: from here on its token is worth nothing.
     *
     * @return the ID token that the provider began it with; empty where none was live
     */
    @NeedsNoPermission("Only who holds a session's token knows its id.")
    public Optional<String> end(UUID id) {
        Instant now = clock.instant();
        return sessions.findLive(id, now).map(session -> session.end(now));
    }

    /** Ends all sessions of a user. */
    @RequiresAdministrator
    public void endAllOf(UUID userId) {
        sessions.endAllOf(userId, clock.instant());
    }

    /** Forgets what ended sessions need no more, and the sessions themselves after {@code SESSION_RETENTION}. */
    @NeedsNoPermission("Housekeeping.")
    public void removeOld() {
        Instant now = clock.instant();
        sessions.forgetExpiredTokens(now);
        int removed = sessions.removeEndedBefore(now.minus(settings.sessionRetention()));
        if (removed > 0) {
            audit.recordBy(null, null, Action.SESSIONS_REMOVED, "ended sessions", String.valueOf(removed));
        }
    }
}
