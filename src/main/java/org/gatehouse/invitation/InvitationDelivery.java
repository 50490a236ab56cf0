package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.invitation.DeliveryQueue.DueMail;
import org.gatehouse.mail.Mailer;
import org.gatehouse.mail.Mailer.RejectedException;
import org.gatehouse.mail.Message;

/** Sends the mails of invitations, one after the other. No transaction waits for the mail server. */
@ApplicationScoped
public class InvitationDelivery {

    private static final Logger LOG = Logger.getLogger(InvitationDelivery.class.getName());

    @Inject
    DeliveryQueue queue;

    @Inject
    Mailer mailer;

    /**
     * Sends the next mail that is due.
     *
     * @return whether to go on with the next: there was one, and the mail server answered
     */
    public boolean deliverNext() {
        return mailer.isConfigured() && queue.take().map(this::deliver).orElse(false);
    }

    private boolean deliver(DueMail due) {
        try {
            Optional<Message> message = queue.compose(due);
            if (message.isPresent()) {
                mailer.send(message.get());
                queue.delivered(due);
            }
            return true;
        } catch (RejectedException refused) {
            LOG.log(Level.WARNING, "The mail server refuses invitation " + due.invitationId(), refused);
            queue.fail(due);
            return true;
        } catch (MessagingException | RuntimeException notNow) {
            LOG.log(
                    Level.WARNING,
                    "Invitation " + due.invitationId() + " cannot be mailed now, it is tried again: " + notNow);
            queue.postpone(due);
            return false;
        }
    }
}
