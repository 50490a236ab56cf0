package org.gatehouse.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.user.User;

@ApplicationScoped
@Transactional
public class UserSessionService {

    @Inject
    UserSessionRepository sessions;

    @Inject
    SessionToken token;

    @Inject
    Clock clock;

    /**
     * Begins a session, or goes on with the one this browser has, if it is this user's: tabs that sign in at the same
     * time do not end each other. Somebody else's ends.
     *
     * @param idToken what the provider issued for it
     * @param present the session token that the browser sent
     */
    @NeedsNoPermission("Part of the user's own sign-in.")
    public UserSession open(User user, String idToken, Optional<String> present) {
        Optional<UserSession> live = present.flatMap(this::resume);
        if (live.isPresent() && live.get().isOf(user)) {
            live.get().renew(idToken, clock.instant());
            return live.get();
        }
        live.ifPresent(sessions::remove);
        UserSession session = new UserSession(user, idToken, clock.instant());
        sessions.add(session);
        return session;
    }

    /** The live session that a token speaks for; empty for a forged, expired or revoked one. */
    @NeedsNoPermission("The token is the proof.")
    public Optional<UserSession> resume(String value) {
        return token.read(value).flatMap(id -> sessions.findLive(id, clock.instant()));
    }

    /**
     * Ends a session: from here on its token is worth nothing.
     *
     * @return the session that was, or empty where none was live
     */
    @NeedsNoPermission("Only who holds a session's token knows its id.")
    public Optional<UserSession> end(UUID id) {
        Optional<UserSession> session = sessions.findLive(id, clock.instant());
        session.ifPresent(sessions::remove);
        return session;
    }

    @NeedsNoPermission("Housekeeping.")
    public void removeExpired() {
        sessions.removeExpired(clock.instant());
    }
}
