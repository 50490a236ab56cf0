package org.gatehouse.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
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
     * @param present the session tokens that the browser sent
     */
    @NeedsNoPermission("Part of the user's own sign-in.")
    public UserSession open(User user, String idToken, List<String> present) {
        Optional<UserSession> live = resume(present);
        if (live.isPresent() && live.get().isOf(user)) {
            live.get().renew(idToken, clock.instant());
            return live.get();
        }
        live.ifPresent(sessions::remove);
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
