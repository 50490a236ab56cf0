package org.gatehouse.mail;

import java.util.Optional;

/**
 * A mail to one person, the same content twice.
 *
 * @param senderName shown as the sender, before our address
 * @param replyTo whom an answer reaches
 */
public record Message(
        EmailAddress to, String senderName, Optional<String> replyTo, String subject, String text, String html) {}
