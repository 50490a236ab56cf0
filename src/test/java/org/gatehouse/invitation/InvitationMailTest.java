package org.gatehouse.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.gatehouse.access.Role;
import org.gatehouse.access.Secret;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.mail.Message;
import org.gatehouse.organization.SomeOrganization;
import org.gatehouse.page.Texts;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.gatehouse.user.SomeUser;
import org.gatehouse.user.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvitationMailTest {

    private static final String LINK = "https://example.com/gate/invitations/t0k3n";
    private static final User ALICE = SomeUser.named("Alice Liddell", "alice@example.com");

    private final InvitationMail mail = Injection.into(
            new InvitationMail(),
            new GivenSettings(Setting.PUBLIC_URL, "https://example.com/gate/").read(),
            new Texts());

    @Test
    void aMailSaysWhoInvitesToWhatAsWhatUntilWhenAndWhere() {
        Message message = compose(ALICE, "Acme Research", Role.EDITOR, "See you\non Monday");

        assertThat(message.subject()).isEqualTo("Alice Liddell invites you to Acme Research");
        assertThat(message.senderName()).isEqualTo("Alice Liddell via Gatehouse");
        assertThat(message.replyTo()).contains("alice@example.com");
        assertThat(message.to().value()).isEqualTo("Carol@example.com");
        assertThat(message.text()).isEqualTo("""
                Alice Liddell invites you to Acme Research as editor.

                You may see the organization, and edit wherever its applications let editors.

                > See you
                > on Monday

                Accept or decline here:
                https://example.com/gate/invitations/t0k3n

                It is open until 10 May 2026 at 10:00 UTC. Signing in as Carol@example.com accepts it too.

                Answer this mail to reach Alice Liddell, alice@example.com.

                Not expecting this? Ignore it, nothing happens. And keep the link to yourself: whoever has it can accept.
                """);
        assertThat(message.html())
                .contains(
                        "Alice Liddell invites you",
                        "Acme Research</strong>",
                        "editor</strong>",
                        "See you<br>on Monday",
                        "10 May 2026 at 10:00 UTC",
                        "Carol@example.com",
                        "alice@example.com",
                        "Not expecting this?",
                        ">" + LINK + "</a>");
    }

    @Test
    void theHtmlHasOneButtonAndTheBareLinkAndLoadsNothing() {
        String html = compose(ALICE, "Acme", Role.VIEWER, null).html();

        assertThat(html.split("href=", -1)).hasSize(3);
        assertThat(html.split("href=\"" + LINK + "\"", -1)).hasSize(3);
        assertThat(html).doesNotContain("src=", "url(", "<img", "<script", "@import", "<link");
    }

    @ParameterizedTest
    @EnumSource
    void everyRoleSaysWhatItMayDo(Role role) {
        String may = "You may " + new Texts().of("role." + role.word() + ".may") + ".";

        assertThat(compose(ALICE, "Acme", role, null).text()).contains(may);
        assertThat(compose(ALICE, "Acme", role, null).html()).contains(may);
    }

    @Test
    void withoutANoteNothingOfItIsLeft() {
        Message message = compose(ALICE, "Acme", Role.VIEWER, null);

        assertThat(message.text()).doesNotContain(">", "\n\n\n");
        assertThat(message.html()).doesNotContain("border-left");
    }

    @Test
    void withoutAnAddressOfTheInviterNobodyIsAskedToAnswer() {
        Message message = compose(SomeUser.named("Alice", null), "Acme", Role.VIEWER, null);

        assertThat(message.replyTo()).isEmpty();
        assertThat(message.text()).contains("Alice invites you to Acme").doesNotContain("Answer", "\n\n\n");
        assertThat(message.html()).doesNotContain("Invited by");
    }

    @Test
    void anInviterWhoIsGoneIsNotMentioned() {
        Message message = compose(null, "Acme", Role.VIEWER, null);

        assertThat(message.subject()).isEqualTo("You are invited to Acme");
        assertThat(message.senderName()).isEqualTo("Gatehouse");
        assertThat(message.text())
                .startsWith("You are invited to Acme as viewer.")
                .doesNotContain("Answer");
    }

    @Test
    void htmlInANameOrANoteIsShownAndNotObeyed() {
        String attack = "<img src=x onerror=alert(1)>\"&amp;";
        Message message = compose(SomeUser.named(attack, "a\"b<c>@example.com"), attack, Role.VIEWER, attack);

        assertThat(message.html())
                .doesNotContain("<img", "a\"b")
                .contains("&lt;img src=x onerror=alert(1)&gt;&quot;&amp;amp;");
        assertThat(message.text()).contains(attack);
    }

    @Test
    void aLineBreakInANameBeginsNoHeader() {
        Message message =
                compose(SomeUser.named("Alice\r\nBcc: x@evil.example", "alice@example.com"), "Acme", Role.VIEWER, null);

        assertThat(message.subject()).isEqualTo("Alice Bcc: x@evil.example invites you to Acme");
        assertThat(message.senderName()).isEqualTo("Alice Bcc: x@evil.example via Gatehouse");
    }

    @Test
    void aPlaceholderInANameIsOnlyAName() {
        Message message =
                compose(SomeUser.named("{link}", "alice@example.com"), "{email} {0} $1", Role.VIEWER, "{link}");

        assertThat(message.subject()).isEqualTo("{link} invites you to {email} {0} $1");
        assertThat(message.text()).contains("{link} invites you to {email} {0} $1 as viewer.", "> {link}");
    }

    @Test
    void theDateIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.JAPAN);
        try {
            assertThat(compose(ALICE, "Acme", Role.VIEWER, null).text()).contains("10 May 2026 at 10:00 UTC");
        } finally {
            Locale.setDefault(before);
        }
    }

    private Message compose(User inviter, String organization, Role role, String note) {
        Invitation invitation = new Invitation(
                SomeOrganization.named(organization),
                EmailAddress.parse("Carol@example.com"),
                role,
                note,
                inviter,
                Instant.parse("2026-05-03T10:00:00Z"),
                Duration.ofDays(7));
        return mail.compose(invitation, new Secret("t0k3n"));
    }
}
