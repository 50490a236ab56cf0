package org.gatehouse.keycloak;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.invitation.Invitation;
import org.gatehouse.invitation.InvitationDelivered;
import org.gatehouse.invitation.InvitationRepository;
import org.gatehouse.invitation.InvitationRevoked;
import org.gatehouse.settings.Settings;
import org.gatehouse.user.UserRepository;

/**
 * The addresses whose account at Keycloak is to be looked at, kept in the transactions that mail and revoke invitations: nothing
 * is lost by a restart, and no two nodes do the same.
 */
@ApplicationScoped
@Transactional
public class AccountQueue {

    private static final String OWN_WORK = "The application's own work.";

    /** Invitations end in many ways, with their organization for one; not all of them are told here. */
    private static final Duration LONGEST_UNSEEN = Duration.ofHours(1);

    @Inject
    InvitedAccountRepository accounts;

    @Inject
    InvitationRepository invitations;

    @Inject
    UserRepository users;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    void expect(@Observes InvitationDelivered invitation) {
        if (settings.makesAccountFor(invitation.email())) {
            accounts.expect(invitation.email(), invitation.organizationId(), clock.instant());
        }
    }

    void lookAgain(@Observes InvitationRevoked invitation) {
        accounts.lookAgain(invitation.email(), clock.instant());
    }

    /** Takes the next that is due. */
    @NeedsNoPermission(OWN_WORK)
    public Optional<DueAccount> take() {
        Instant now = clock.instant();
        return accounts.lockNext(now).map(account -> {
            account.due().take(now);
            return new DueAccount(
                    account.emailKey(),
                    account.email(),
                    account.organizationId(),
                    account.subject(),
                    account.begunAt(),
                    account.isMailDue(),
                    lastExpiry(account.emailKey(), now),
                    account.due().at());
        });
    }

    /** Notes that an account is about to be made. */
    @NeedsNoPermission(OWN_WORK)
    public void begin(DueAccount due) {
        change(due, account -> account.begin(clock.instant()));
    }

    @NeedsNoPermission(OWN_WORK)
    public void made(DueAccount due, String subject) {
        change(due, account -> account.made(subject));
    }

    /** All is done until the last invitation expires, unless there is something new meanwhile. */
    @NeedsNoPermission(OWN_WORK)
    public void settle(DueAccount due, Instant expiry) {
        change(due, account -> {
            Instant latest = clock.instant().plus(LONGEST_UNSEEN);
            if (account.due().at().equals(due.takenUntil())) {
                account.mailed();
                account.due().next(expiry.isBefore(latest) ? expiry : latest);
            }
        });
    }

    @NeedsNoPermission(OWN_WORK)
    public void postpone(DueAccount due) {
        change(due, account -> account.due().postpone(clock.instant()));
    }

    /** It is none of ours, or no more, unless there is something new meanwhile. */
    @NeedsNoPermission(OWN_WORK)
    public void forget(DueAccount due) {
        change(due, account -> {
            if (account.due().at().equals(due.takenUntil())) {
                accounts.remove(account);
            }
        });
    }

    /** Whether somebody has signed in here with this account, ever. */
    @NeedsNoPermission(OWN_WORK)
    public boolean hasSignedIn(String subject) {
        return users.exists(settings.openIdClient().orElseThrow().issuer(), subject);
    }

    private void change(DueAccount due, Consumer<InvitedAccount> change) {
        accounts.lock(due.emailKey()).ifPresent(change);
    }

    private Optional<Instant> lastExpiry(String emailKey, Instant now) {
        List<Invitation> pending = invitations.findPending(emailKey, now);
        return pending.stream().map(Invitation::getExpiresAt).max(Comparator.naturalOrder());
    }

    /**
     * An address that was taken from the queue.
     *
     * @param subject the account that we have made
     * @param begunAt when we began to make one
     * @param invitedUntil when its last invitation expires; empty where none is pending
     * @param takenUntil when it is due again if nobody settles it
     */
    public record DueAccount(
            String emailKey,
            String email,
            UUID organizationId,
            Optional<String> subject,
            Optional<Instant> begunAt,
            boolean mailDue,
            Optional<Instant> invitedUntil,
            Instant takenUntil) {}
}
