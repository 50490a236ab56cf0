package org.gatehouse.testing;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A mail that has arrived. */
public final class Mail {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"')]+");

    private final MimeMessage message;

    Mail(MimeMessage message) {
        this.message = message;
    }

    /** What its sender called it, the same for all recipients. */
    public String id() {
        return header("Message-ID").orElseGet(() -> Integer.toHexString(source().hashCode()));
    }

    public String subject() {
        return read(() -> Optional.ofNullable(message.getSubject()).orElse(""));
    }

    /** Name and address, as a mail program shows them. */
    public String from() {
        return read(() -> names(message.getFrom()));
    }

    public String to() {
        return read(() -> names(message.getRecipients(RecipientType.TO)));
    }

    public boolean isTo(String address) {
        return read(() -> Stream.of(message.getRecipients(RecipientType.TO))
                .anyMatch(each -> ((InternetAddress) each).getAddress().equalsIgnoreCase(address)));
    }

    public Instant sent() {
        return read(() ->
                Optional.ofNullable(message.getSentDate()).map(Date::toInstant).orElse(Instant.EPOCH));
    }

    public Optional<String> header(String name) {
        return read(() -> Optional.ofNullable(message.getHeader(name, null)));
    }

    /** Empty if the mail has no text of its own. */
    public String text() {
        return read(() -> part(message, "text/plain"));
    }

    public String html() {
        return read(() -> part(message, "text/html"));
    }

    /** The addresses in the text, in their order. */
    public List<String> links() {
        return LINK.matcher(text()).results().map(MatchResult::group).toList();
    }

    /** The whole mail as it came over the wire. */
    public String source() {
        return read(() -> {
            var bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        });
    }

    private static String names(Address[] addresses) {
        return Stream.of(addresses)
                .map(each -> ((InternetAddress) each).toUnicodeString())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail that cannot be read", e);
        }
    }

    private interface Reading<T> {
        T read() throws MessagingException, IOException;
    }
}
