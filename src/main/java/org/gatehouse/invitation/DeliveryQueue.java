package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Secret;
import org.gatehouse.mail.Message;

/**
 * The mails of invitations that are due. The row is the queue: it says when its mail is due, so nothing is lost by a
 * restart; and whoever takes one has it alone for a while, so no two nodes send the same.
 */
@ApplicationScoped
@Transactional
public class DeliveryQueue {

    @Inject
    InvitationRepository invitations;

    @Inject
    InvitationMail mail;

    @Inject
    Clock clock;

    /** Takes the next mail that is due. Its link gets a new token, which works before the mail can arrive. */
    @NeedsNoPermission("The application\'s own work.")
    public Optional<DueMail> take() {
        return invitations
                .lockNextDelivery(clock.instant())
                .map(invitation -> new DueMail(invitation.getId(), invitation.takeForDelivery(clock.instant())));
    }

    /** The mail itself; empty where the invitation ended or was resent meanwhile. */
    @NeedsNoPermission("The application\'s own work.")
    public Optional<Message> compose(DueMail due) {
        return find(due).map(invitation -> mail.compose(invitation, due.token()));
    }

    @NeedsNoPermission("The application\'s own work.")
    public void delivered(DueMail due) {
        settle(due, Invitation::delivered);
    }

    @NeedsNoPermission("The application\'s own work.")
    public void postpone(DueMail due) {
        settle(due, invitation -> invitation.postponeDelivery(clock.instant()));
    }

    @NeedsNoPermission("The application\'s own work.")
    public void fail(DueMail due) {
        settle(due, Invitation::failDelivery);
    }

    /** How many mails wait, and how many the mail server has refused. */
    @NeedsNoPermission("Numbers, for those who look after the instance.")
    public Length length() {
        Instant now = clock.instant();
        long overdue = invitations
                .findFirstDue(now)
                .map(due -> Duration.between(due, now).toSeconds())
                .orElse(0L);
        return new Length(invitations.countWaiting(now), invitations.countFailed(), Math.max(0, overdue));
    }

    private void settle(DueMail due, Consumer<Invitation> outcome) {
        find(due).ifPresent(outcome);
    }

    private Optional<Invitation> find(DueMail due) {
        return invitations
                .lock(due.invitationId())
                .filter(invitation -> invitation.isPending(clock.instant()) && invitation.hasToken(due.token()));
    }

    /** A mail that was taken from the queue, and the token for its link. */
    public record DueMail(UUID invitationId, Secret token) {}

    /**
     * In invitations.
     *
     * @param failed that the mail server has refused for good
     * @param overdueSeconds how long the one is due that waits longest
     */
    public record Length(long waiting, long failed, long overdueSeconds) {}
}
