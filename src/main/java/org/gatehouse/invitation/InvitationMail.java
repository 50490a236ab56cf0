package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.mail.Message;
import org.gatehouse.settings.Settings;
import org.gatehouse.user.User;

/** What an invited person reads. The words stand in {@code invitation.txt} and {@code invitation.html} beside this. */
@ApplicationScoped
public class InvitationMail {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy 'at' HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Inject
    Settings settings;

    Message compose(Invitation invitation, InvitationToken token) {
        String inviter = invitation.getInvitedBy().map(User::getName).orElse("Somebody");
        String organization = invitation.getOrganization().getName();
        Map<String, String> words = new LinkedHashMap<>();
        words.put("inviter", inviter);
        words.put(
                "inviterEmail",
                invitation.getInvitedBy().flatMap(User::getEmail).orElse(""));
        words.put("organization", organization);
        words.put("role", invitation.getRole().word());
        words.put("email", invitation.getEmail());
        words.put("note", invitation.getNote().orElse(""));
        words.put("expiry", DATE.format(invitation.getExpiresAt()));
        words.put("link", settings.publicUrl().orElseThrow() + "/invitations/" + token.value());
        return new Message(
                new EmailAddress(invitation.getEmail()),
                inviter + " via Gatehouse",
                invitation.getInvitedBy().flatMap(User::getEmail),
                inviter + " invites you to " + organization,
                fill("invitation.txt", words, false),
                fill("invitation.html", words, true));
    }

    private static String fill(String template, Map<String, String> words, boolean html) {
        return PLACEHOLDER.matcher(read(template)).replaceAll(place -> {
            String word = Optional.ofNullable(words.get(place.group(1)))
                    .orElseThrow(() -> new IllegalStateException(template + " asks for " + place.group()));
            return java.util.regex.Matcher.quoteReplacement(html ? escape(word) : word);
        });
    }

    private static String read(String template) {
        try (InputStream in = InvitationMail.class.getResourceAsStream(template)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(template, unreadable);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
