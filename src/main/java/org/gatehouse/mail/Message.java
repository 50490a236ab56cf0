package org.gatehouse.mail;

import java.util.Optional;

/**
 * A mail to one person, the same content twice.
 *
 * @param senderName shown as the sender, before our address
 * @param replyTo whom an answer reaches
 */
public record Message(
        EmailAddress to, String senderName, Optional<String> replyTo, String subject, String text, String html) {

    /** A line break in what becomes a header would begin another header. */
    public Message {
        senderName = oneLine(senderName);
        replyTo = replyTo.map(Message::oneLine);
        subject = oneLine(subject);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cc}+", " ");
    }
}
