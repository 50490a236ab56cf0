package org.gatehouse.invitation;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.access.Secret;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.mail.Message;
import org.gatehouse.page.Texts;
import org.gatehouse.settings.Settings;
import org.gatehouse.user.User;

/**
 * What an invited person reads. The words stand in {@code invitation.txt} and {@code invitation.html} beside this. A
 * paragraph there, up to the next empty line, is left out where a word it asks for is missing.
 */
@ApplicationScoped
public class InvitationMail {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final String END_OF_PARAGRAPH = "\n\n";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy 'at' HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Inject
    Settings settings;

    @Inject
    Texts texts;

    Message compose(Invitation invitation, Secret token) {
        Optional<String> inviter = invitation.getInvitedBy().map(User::getName);
        Optional<String> inviterEmail = invitation.getInvitedBy().flatMap(User::getEmail);
        String invites = inviter.map(name -> texts.of("mail.invites", name)).orElseGet(() -> texts.of("mail.invited"));
        String organization = invitation.getOrganization().getName();
        String role = invitation.getRole().word();
        Map<String, String> words = Map.of(
                "invites", invites,
                "inviter", inviter.orElse(""),
                "inviterEmail", inviterEmail.orElse(""),
                "organization", organization,
                "role", role,
                "may", texts.of("invitation.may", texts.of("role." + role + ".may")),
                "email", invitation.getEmail(),
                "note", invitation.getNote().orElse(""),
                "expiry", DATE.format(invitation.getExpiresAt()),
                "link", settings.publicUrl().orElseThrow() + "/invitations/" + token.value());
        return new Message(
                new EmailAddress(invitation.getEmail()),
                inviter.map(name -> texts.of("mail.sender", name)).orElseGet(() -> texts.of("product")),
                inviterEmail,
                texts.of("mail.subject", invites, organization),
                fill("invitation.txt", words, InvitationMail::quote),
                fill("invitation.html", words, InvitationMail::escape));
    }

    private static String fill(String template, Map<String, String> words, UnaryOperator<String> spelling) {
        return Arrays.stream(read(template).split(END_OF_PARAGRAPH))
                .filter(paragraph -> PLACEHOLDER
                        .matcher(paragraph)
                        .results()
                        .noneMatch(place -> word(place, words).isEmpty()))
                .map(paragraph -> PLACEHOLDER
                        .matcher(paragraph)
                        .replaceAll(place -> Matcher.quoteReplacement(spelling.apply(word(place, words)))))
                .collect(joining(END_OF_PARAGRAPH));
    }

    private static String word(MatchResult place, Map<String, String> words) {
        return Objects.requireNonNull(words.get(place.group(1)), place.group());
    }

    private static String read(String template) {
        try (InputStream in = InvitationMail.class.getResourceAsStream(template)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The lines of a note, each marked as quoted. */
    private static String quote(String text) {
        return text.replace("\n", "\n> ");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "<br>");
    }
}
