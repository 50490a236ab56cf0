package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Secret;
import org.gatehouse.problem.Problem;
import org.gatehouse.session.ProviderSession;
import org.gatehouse.session.UsedTokenRepository;
import org.gatehouse.session.UserSessionService;

/** Ends sessions because the provider says so. */
@ApplicationScoped
@Transactional
public class BackchannelLogoutService {

    /** Beyond the time that a token may be used in: clocks differ. */
    private static final Duration KEPT = LogoutTokens.LONGEST_LIFE.multipliedBy(2);

    @Inject
    UsedTokenRepository used;

    @Inject
    UserSessionService sessions;

    @Inject
    Clock clock;

    /**
     * Ends the sessions that a token is about. That there are none is fine.
     *
     * @param token one that holds
     * @throws Problem 400 if it was used before, here or on another node
     */
    @NeedsNoPermission("The provider's signature is the proof.")
    public void end(LogoutToken token) {
        String hash = new Secret(token.issuer() + " " + token.id()).hash();
        if (!used.add(hash, clock.instant().plus(KEPT))) {
            throw LogoutTokens.doesNotHold();
        }
        if (token.sessionId().isPresent()) {
            sessions.endByProviderSession(
                    token.issuer(), token.sessionId().flatMap(ProviderSession::id), token.subject());
        } else {
            sessions.endBySubject(token.issuer(), token.subject().orElseThrow());
        }
    }

    /** Forgets tokens that are too old to be used again. */
    @NeedsNoPermission("Housekeeping.")
    public void forgetOldTokens() {
        used.removeExpired(clock.instant());
    }
}
