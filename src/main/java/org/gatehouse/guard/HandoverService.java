package org.gatehouse.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Secret;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.session.UsedTokenRepository;

/** Makes and redeems the one-time codes by which a session goes over to an application's host. */
@ApplicationScoped
@Transactional
public class HandoverService {

    private static final String PURPOSE = "handover";
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    @Inject
    SigningKeys keys;

    @Inject
    UsedTokenRepository used;

    @Inject
    Clock clock;

    /** A code for the session of the caller, for a minute. */
    @NeedsNoPermission("Only who holds a session hands it over.")
    public String issue(UUID app, UUID session, String state, String next) {
        Handover handover = new Handover(UUID.randomUUID().toString(), app, session, state, next);
        return keys.sign(PURPOSE, handover.toClaims(), LIFETIME);
    }

    /** What a code of ours says; empty for one that is forged or too old. */
    @NeedsNoPermission("The code is the proof.")
    public Optional<Handover> read(String code) {
        return keys.verify(PURPOSE, code).map(Handover::of);
    }

    /** @return whether it had not been redeemed before, here or on another node */
    @NeedsNoPermission("The code is the proof.")
    public boolean redeem(Handover handover) {
        String hash = new Secret(PURPOSE + " " + handover.id()).hash();
        return used.add(hash, clock.instant().plus(LIFETIME));
    }
}
