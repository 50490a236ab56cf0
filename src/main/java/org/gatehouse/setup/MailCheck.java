package org.gatehouse.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.gatehouse.invitation.DeliveryQueue;
import org.gatehouse.mail.Mailer;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.MailServer;

/** Whether the mail server answers, and takes our user and password. No mail is sent. */
@ApplicationScoped
public class MailCheck implements SetupCheck {

    @Inject
    Settings settings;

    @Inject
    Mailer mailer;

    @Inject
    DeliveryQueue queue;

    @Override
    public Subject subject() {
        return Subject.MAIL;
    }

    @Override
    public Finding look() {
        Optional<MailServer> server = settings.mailServer();
        if (server.isEmpty()) {
            return Finding.notConfigured(
                    "There is no mail server. Invitations that wait for one: "
                            + queue.length().waiting() + ".",
                    "Set SMTP_HOST, SMTP_FROM and, if it asks for them, SMTP_USER and SMTP_PASSWORD.");
        }
        String name = server.get().host() + ":" + server.get().port();
        try {
            mailer.connect();
            return Finding.ok(
                    name + " answers" + (server.get().user().isPresent() ? ", and takes our password." : "."));
        } catch (AuthenticationFailedException refused) {
            return Finding.wrong(name + " refuses our user or password.", "Correct SMTP_USER and SMTP_PASSWORD.");
        } catch (MessagingException failed) {
            return Finding.wrong(
                    name + " cannot be reached, or does not speak SMTP"
                            + (server.get().needsEncryption() ? " with STARTTLS, which SMTP_USER takes" : "")
                            + ". Invitations that wait: " + queue.length().waiting() + ".",
                    "Correct SMTP_HOST and SMTP_PORT, or let this machine reach it. Try from here:",
                    "nc -vz " + server.get().host() + " " + server.get().port());
        }
    }
}
