package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.mail.Mailer;
import org.gatehouse.mail.Mailer.RejectedException;

/**
 * Sends the mails of invitations. The row is the queue: it says when its mail is due, so nothing is lost by a restart,
 * and whoever sends it holds it, so no two nodes send the same.
 */
@ApplicationScoped
@Transactional
public class InvitationDelivery {

    private static final Logger LOG = Logger.getLogger(InvitationDelivery.class.getName());

    @Inject
    InvitationRepository invitations;

    @Inject
    InvitationMail mail;

    @Inject
    Mailer mailer;

    @Inject
    Clock clock;

    /**
     * Sends the next mail that is due. Its link gets a token of its own, which nobody has seen before.
     *
     * @return whether to go on with the next: there was one, and the mail server answered
     */
    @NeedsNoPermission("The application's own work.")
    public boolean deliverNext() {
        if (!mailer.isConfigured()) {
            return false;
        }
        Optional<Invitation> due = invitations.lockNextDelivery(clock.instant());
        return due.isPresent() && deliver(due.get());
    }

    private boolean deliver(Invitation invitation) {
        if (!invitation.isPending(clock.instant())) {
            invitation.failDelivery();
            return true;
        }
        try {
            mailer.send(mail.compose(invitation, invitation.mintToken()));
            invitation.delivered();
            return true;
        } catch (RejectedException refused) {
            LOG.log(Level.WARNING, "The mail server refuses invitation " + invitation.getId(), refused);
            invitation.failDelivery();
            return true;
        } catch (MessagingException | RuntimeException notNow) {
            LOG.log(
                    Level.WARNING,
                    "Invitation " + invitation.getId() + " cannot be mailed now, it is tried again: " + notNow);
            invitation.postponeDelivery(clock.instant());
            return false;
        }
    }
}
