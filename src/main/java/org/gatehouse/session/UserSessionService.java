package org.gatehouse.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.metrics.Metrics;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.settings.Settings;
import org.gatehouse.sharedtoken.InstanceToken;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
public class UserSessionService {

    private static final String OWN = "Only the caller's own.";
    private static final String BY_PROVIDER = "The provider's logout token is the proof.";

    @Inject
    UserSessionRepository sessions;

    @Inject
    SessionToken token;

    @Inject
    Settings settings;

    @Inject
    InstanceToken instanceToken;

    @Inject
    AuditLog audit;

    @Inject
    Metrics metrics;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /**
     * Begins a session, or goes on with the one this browser has, if it is this user's: tabs that sign in at the same
     * time do not end each other. Somebody else's ends.
     *
     * @param idToken what the provider issued for it; null where another way in vouches for the user
     * @param present the session tokens that the browser sent
     */
    @NeedsNoPermission("Part of the user's own sign-in.")
    public UserSession open(User user, @Nullable String idToken, List<String> present) {
        Instant now = clock.instant();
        Optional<UserSession> live = present.stream()
                .flatMap(value -> token.read(value).stream())
                .flatMap(id -> findLive(id).stream())
                .findFirst();
        Optional<UserSession> own = live.filter(session -> session.isOf(user));
        own.ifPresentOrElse(
                session -> session.renew(idToken, now, settings.sessionLifetime()),
                () -> live.ifPresent(somebodyElses -> somebodyElses.end(now)));
        UserSession session = own.orElseGet(() -> begin(user, idToken, now));
        session.comesFrom(caller.getAddress(), caller.getUserAgent());
        metrics.signedIn(session.getMethod().word());
        return session;
    }

    /** Begins a session of whoever has brought the shared token of this id. */
    @NeedsNoPermission("The shared token is the proof.")
    public UserSession open(UUID sharedTokenId) {
        UserSession session = new UserSession(sharedTokenId, clock.instant(), settings.sessionLifetime());
        session.comesFrom(caller.getAddress(), caller.getUserAgent());
        sessions.add(session);
        metrics.signedIn(session.getMethod().word());
        return session;
    }

    /** The live session of this id; empty for one that has expired, was idle or was ended. */
    @NeedsNoPermission("Only who holds a session's token knows its id.")
    public Optional<KnownSession> find(UUID id) {
        return findLive(id).map(KnownSession::of);
    }

    /** Notes that the caller uses a session, and where. */
    @NeedsNoPermission("Only who holds a session's token knows its id.")
    public void noteUse(UUID id) {
        Instant now = clock.instant();
        String address = UserSession.keptAddress(caller.getAddress());
        sessions.noteUse(id, address, now, now.minus(UserSession.SEEN_GRAIN));
    }

    /** The caller's live sessions, the newest first. */
    @NeedsNoPermission(OWN)
    public List<SessionView> mine() {
        return liveOf(caller.getUserId());
    }

    /**
     * Ends one of the caller's sessions.
     *
     * @throws NotFoundProblem if it is none of theirs, or not live any more
     */
    @NeedsNoPermission(OWN)
    public void endMine(UUID id) {
        endOneOf(caller.getUserId(), id);
    }

    /** Ends all sessions of the caller but the one this request belongs to. */
    @NeedsNoPermission(OWN)
    public void endOthers() {
        sessions.endAllOf(caller.getUserId(), caller.getSessionId(), clock.instant());
    }

    /**
     * Ends a session: from here on its token is worth nothing.
     *
     * @return the ID token that the provider began it with; empty where none was live
     */
    @NeedsNoPermission("Only who holds a session's token knows its id.")
    public Optional<String> end(UUID id) {
        return findLive(id).map(session -> session.end(clock.instant()));
    }

    /** A user's live sessions, the newest first. */
    @RequiresAdministrator
    public List<SessionView> listOf(UUID userId) {
        return liveOf(userId);
    }

    /**
     * Ends one session of a user.
     *
     * @throws NotFoundProblem if it is none of theirs, or not live any more
     */
    @RequiresAdministrator
    public void endOf(UUID userId, UUID id) {
        endOneOf(userId, id);
    }

    /** Ends all sessions of a user. */
    @RequiresAdministrator
    public void endAllOf(UUID userId) {
        sessions.endAllOf(userId, null, clock.instant());
    }

    /**
     * Ends what hangs on one session at the provider.
     *
     * @param subject whose it is, if that is told: sessions of theirs that may hang on any end as well
     */
    @NeedsNoPermission(BY_PROVIDER)
    public void endByProviderSession(String issuer, Optional<String> providerSessionId, Optional<String> subject) {
        Instant now = clock.instant();
        providerSessionId.ifPresent(id -> endByProvider(sessions.findByProviderSession(issuer, id, now)));
        subject.ifPresent(whose -> endByProvider(sessions.findWithoutProviderSession(issuer, whose, now)));
    }

    /** Ends all sessions of one user of the provider. */
    @NeedsNoPermission(BY_PROVIDER)
    public void endBySubject(String issuer, String subject) {
        endByProvider(sessions.findBySubject(issuer, subject, clock.instant()));
    }

    /** Forgets what ended sessions need no more, and the sessions themselves after {@code SESSION_RETENTION}. */
    @NeedsNoPermission("Housekeeping.")
    public void removeOld() {
        Instant now = clock.instant();
        sessions.forgetTokensOfOver(now, idleSince(now));
        int removed = sessions.removeEndedBefore(now.minus(settings.sessionRetention()));
        if (removed > 0) {
            audit.recordBy(null, null, Action.SESSIONS_REMOVED, "ended sessions", String.valueOf(removed));
        }
    }

    private UserSession begin(User user, @Nullable String idToken, Instant now) {
        UserSession session = new UserSession(user, idToken, now, settings.sessionLifetime());
        sessions.add(session);
        return session;
    }

    private List<SessionView> liveOf(UUID userId) {
        Instant now = clock.instant();
        return sessions.findLiveOf(userId, now, idleSince(now)).stream()
                .map(session -> SessionView.of(session, caller.getSessionId()))
                .toList();
    }

    private void endOneOf(UUID userId, UUID id) {
        findLive(id)
                .filter(session -> session.isOf(userId))
                .orElseThrow(() -> new NotFoundProblem("There is no such session. It may have ended already."))
                .end(clock.instant());
    }

    private void endByProvider(List<UserSession> ended) {
        for (UserSession session : ended) {
            session.end(clock.instant());
            String user = Objects.requireNonNull(session.getUser()).label();
            audit.recordBy(null, null, Action.SIGNED_OUT_BY_PROVIDER, user, session.getAddress());
        }
    }

    private Optional<UserSession> findLive(UUID id) {
        Instant now = clock.instant();
        return sessions.findLive(id, now, idleSince(now)).filter(this::isOfTokenInForce);
    }

    private boolean isOfTokenInForce(UserSession session) {
        UUID begunWith = session.getSharedTokenId();
        return begunWith == null || instanceToken.isInForce(begunWith);
    }

    private Instant idleSince(Instant now) {
        return now.minus(settings.sessionIdleTimeout());
    }
}
