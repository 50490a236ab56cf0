package org.gatehouse.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.MailServer;
import org.jspecify.annotations.Nullable;

/** Hands mail to the mail server of the settings, by SMTP with STARTTLS where it is offered. */
@ApplicationScoped
public class Mailer {

    private static final String TIMEOUT_MILLIS = "10000";
    /** For whoever only looks whether the server is there. */
    private static final String SHORT_TIMEOUT_MILLIS = "4000";

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    public boolean isConfigured() {
        return settings.mailServer().isPresent();
    }

    /**
     * Sends one mail and waits until the server has taken it.
     *
     * @throws RejectedException if the server refuses this message for good
     * @throws MessagingException if it cannot be reached or cannot take it now
     */
    public void send(Message message) throws MessagingException, RejectedException {
        try {
            Transport.send(compose(message, server()));
        } catch (SendFailedException | AddressException refused) {
            if (isFinal(refused)) {
                throw new RejectedException(refused);
            }
            throw refused;
        }
    }

    /**
     * Connects as for a mail, encryption and password included, and sends none.
     *
     * @throws jakarta.mail.AuthenticationFailedException if the server refuses user or password
     * @throws MessagingException if it cannot be reached, or does not speak as it should
     */
    public void connect() throws MessagingException {
        MailServer server = server();
        try (Transport transport = session(server, SHORT_TIMEOUT_MILLIS).getTransport("smtp")) {
            transport.connect();
        }
    }

    private MailServer server() throws MessagingException {
        return settings.mailServer().orElseThrow(() -> new MessagingException("SMTP_HOST is not set"));
    }

    MimeMessage compose(Message message, MailServer server) throws MessagingException {
        MimeMessage mail = new MimeMessage(session(server, TIMEOUT_MILLIS));
        mail.setFrom(named(server.from(), message.senderName()));
        mail.setRecipient(RecipientType.TO, new InternetAddress(message.to().deliverable(), false));
        if (message.replyTo().isPresent()) {
            mail.setReplyTo(new Address[] {unparsed(message.replyTo().get())});
        }
        mail.setSubject(message.subject(), UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setContent(new MimeMultipart("alternative", part(message.text(), "plain"), part(message.html(), "html")));
        return mail;
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, UTF_8.name(), subtype);
        return part;
    }

    private static Session session(MailServer server, String timeoutMillis) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", String.valueOf(server.port()));
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", String.valueOf(server.needsEncryption()));
        properties.put("mail.smtp.auth", String.valueOf(server.user().isPresent()));
        properties.put("mail.smtp.connectiontimeout", timeoutMillis);
        properties.put("mail.smtp.timeout", timeoutMillis);
        properties.put("mail.smtp.writetimeout", timeoutMillis);
        properties.put("mail.mime.allowutf8", "true");
        return Session.getInstance(properties, new jakarta.mail.Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return server.user()
                        .map(user -> new PasswordAuthentication(
                                user, server.password().orElse("")))
                        .orElse(null);
            }
        });
    }

    /** Whatever the provider took for an address: that one of them is odd must not keep the mail. */
    private static InternetAddress unparsed(String address) {
        InternetAddress replyTo = new InternetAddress();
        replyTo.setAddress(address);
        return replyTo;
    }

    private static InternetAddress named(String address, String name) throws MessagingException {
        try {
            return new InternetAddress(address, name, UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** SMTP answers 5xx to what it will never take (RFC 5321, section 4.2.1). */
    private static boolean isFinal(MessagingException refused) {
        if (refused instanceof AddressException) {
            return true;
        }
        for (Exception cause = refused; cause instanceof MessagingException next; cause = next.getNextException()) {
            if (String.valueOf(cause.getMessage()).stripLeading().startsWith("5")) {
                return true;
            }
        }
        return false;
    }

    /** The mail server will never take this message. */
    public static class RejectedException extends Exception {

        RejectedException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
