package org.gatehouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.settings.Settings;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;

class MailerTest {

    private final Settings settings =
            new GivenSettings(Setting.SMTP_HOST, "mail.example.com", Setting.SMTP_FROM, "gate@example.com").read();
    private final Clock clock = Clock.fixed(Instant.parse("2026-05-03T10:00:00Z"), ZoneOffset.UTC);
    private final Mailer mailer = Injection.into(new Mailer(), settings, clock);

    @Test
    void aMailSaysFromWhomForWhomAndThatAMachineWroteIt() throws Exception {
        MimeMessage mail = compose("Alice Liddell via Gatehouse", "alice@example.com", "Grüße");

        assertThat(mail.getFrom())
                .containsExactly(new InternetAddress("gate@example.com", "Alice Liddell via Gatehouse"));
        assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("alice@example.com"));
        assertThat(mail.getSubject()).isEqualTo("Grüße");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(written(mail))
                .contains("multipart/alternative", "text/plain", "text/html")
                .matches("\\p{ASCII}*");
    }

    @Test
    void aLineBreakInANameOrASubjectBeginsNoHeader() throws Exception {
        MimeMessage mail = compose(
                "Alice\r\nBcc: dave@evil.example",
                "a@b.example\r\nBcc: x@y.example",
                "Hi\r\nBcc: d@e.example\r\n\r\nbody");

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(headers(mail)).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(headers(mail)).noneMatch(line -> line.equals("body"));
    }

    @Test
    void anOddAddressOfTheInviterDoesNotKeepTheMail() throws Exception {
        assertThat(compose("Alice", "alice,bob@example.com", "Hi").getHeader("Reply-To"))
                .containsExactly("<alice,bob@example.com>");
    }

    @Test
    void aDomainOutsideAsciiGoesOutInAscii() throws Exception {
        Message message = new Message(
                EmailAddress.parse("carol@münchen.example"), "Alice", Optional.empty(), "Hi", "text", "<p>html</p>");

        assertThat(mailer.compose(message, settings.mailServer().orElseThrow()).getAllRecipients())
                .containsExactly(new InternetAddress("carol@xn--mnchen-3ya.example"));
    }

    private MimeMessage compose(String sender, String replyTo, String subject) throws Exception {
        Message message = new Message(
                EmailAddress.parse("carol@example.com"), sender, Optional.of(replyTo), subject, "text", "<p>html</p>");
        MimeMessage mail = mailer.compose(message, settings.mailServer().orElseThrow());
        mail.saveChanges();
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(written(mail).getBytes(StandardCharsets.UTF_8)));
    }

    private static String written(MimeMessage mail) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Stream<String> headers(MimeMessage mail) throws Exception {
        return written(mail).lines().takeWhile(line -> !line.isEmpty());
    }
}
