package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Mail;
import org.gatehouse.testing.Mailbox;
import org.gatehouse.testing.Organizations;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

/** Alice invites; the invited sign in, or open the link in their mail, and are members. */
class InvitationJourneyIT extends Journey {
    private final String acme = "Acme " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void theMailSaysWhoInvitesToWhatAsWhatAndUntilWhen() throws Exception {
        var carol = Mailbox.of("carol@example.com");
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);

        Organizations.invite(alice, "carol@example.com", "editor");

        assertThat(alice.getByText("Invited carol@example.com as editor.")).isVisible();
        var mail = carol.next();
        assertThat(mail.subject()).isEqualTo("Alice Liddell invites you to " + acme);
        assertThat(mail.from()).contains("Alice Liddell via Gatehouse");
        assertThat(mail.header("Reply-To"))
                .hasValueSatisfying(to -> assertThat(to).contains("alice@example.com"));
        assertThat(mail.header("Auto-Submitted")).hasValue("auto-generated");
        for (var part : new String[] {mail.text(), mail.html()}) {
            assertThat(part).contains("Alice Liddell", acme, "editor", link(mail), "carol@example.com");
        }
        assertThat(row(alice, "carol@example.com")).containsText("delivered");
    }

    @Test
    void whoSignsInWithTheInvitedAddressIsAMemberWithoutAFurtherStep() throws Exception {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "Carol@Example.COM", "editor");

        var carol = signedInAs("carol");

        carol.getByText(acme).click();
        assertThat(row(carol, "Carol Danvers")).containsText("editor");
        alice.reload();
        assertThat(row(alice, "Carol Danvers")).containsText("carol@example.com");
    }

    @Test
    void theLinkWorksBeforeSigningInAndForWhoSignsInWithAnotherAddress() throws Exception {
        var mailbox = Mailbox.of("team@example.net");
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "team@example.net", "viewer");
        var visitor = newBrowser();

        visitor.navigate(link(mailbox.next()));
        assertThat(visitor.getByRole(AriaRole.HEADING, named("Join " + acme))).isVisible();
        assertAccessible(visitor, "invitation");
        visitor.getByText("Sign in to accept").click();
        visitor.getByText("Continue with Keycloak").click();
        enterCredentials(visitor, "dave");
        assertThat(visitor.getByText("It was sent to")).containsText("team@example.net");
        assertAccessible(visitor, "invitation-other");
        visitor.getByRole(AriaRole.BUTTON, named("Accept as")).click();

        assertThat(visitor).hasURL(Pattern.compile(".*/orgs/[0-9a-f-]+/settings.*"));
        assertThat(visitor.getByText("Welcome to " + acme)).isVisible();
        assertThat(row(visitor, "Dave Bowman")).containsText("viewer");
    }

    @Test
    void anUnverifiedAddressClaimsNothingButItsLinkWorks() throws Exception {
        var mailbox = Mailbox.of("dave@example.com");
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "dave@example.com", "viewer");
        var link = link(mailbox.next());

        var dave = signedInAs("dave");
        assertThat(dave.getByText(acme)).hasCount(0);
        dave.navigate(link);
        dave.getByRole(AriaRole.BUTTON, exactly("Accept")).click();

        assertThat(dave.getByText("Welcome to " + acme)).isVisible();
    }

    @Test
    void aLinkCanBeDeclinedWithoutAnAccountAndIsUsedUpThen() throws Exception {
        var mailbox = Mailbox.of("nobody@example.net");
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "nobody@example.net", "viewer");
        var link = link(mailbox.next());
        var visitor = newBrowser();

        visitor.navigate(link);
        visitor.getByRole(AriaRole.BUTTON, named("Decline")).click();
        visitor.navigate(link);

        assertThat(visitor.getByText("This invitation was declined")).isVisible();
        assertAccessible(visitor, "invitation-declined");
        alice.reload();
        assertThat(row(alice, "nobody@example.net")).hasCount(0);
    }

    @Test
    void resendingKillsTheOldLinkAndRevokingTheNewOne() throws Exception {
        var mailbox = Mailbox.of("eve@example.net");
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "eve@example.net", "viewer");
        var first = link(mailbox.next());

        row(alice, "eve@example.net").getByRole(AriaRole.BUTTON, in("Resend")).click();
        assertThat(alice.getByText("Sent eve@example.net a new link")).isVisible();
        var second = link(mailbox.next());
        assertThat(second).isNotEqualTo(first);
        var visitor = newBrowser();
        assertThat(visitor.navigate(first).status()).isEqualTo(404);
        assertThat(visitor.navigate(second).status()).isEqualTo(200);

        row(alice, "eve@example.net").getByText("Revoke").first().click();
        alice.getByRole(AriaRole.BUTTON, named("Revoke the invitation")).click();
        assertThat(row(alice, "eve@example.net")).hasCount(0);
        visitor.navigate(second);
        assertThat(visitor.getByText("This invitation was withdrawn")).isVisible();
    }

    @Test
    void anExpiredInvitationSaysSoAndIsRevivedByResendingOrReplacedByInvitingAnew() throws Exception {
        var mailbox = Mailbox.of("slow@example.net");
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "slow@example.net", "viewer");
        var link = link(mailbox.next());
        var visitor = newBrowser();

        expire("slow@example.net");
        visitor.navigate(link);
        assertThat(visitor.getByText("This invitation has expired")).isVisible();
        assertAccessible(visitor, "invitation-expired");
        alice.reload();
        assertThat(row(alice, "slow@example.net").locator(".tag")).hasText("Expired");

        row(alice, "slow@example.net").getByRole(AriaRole.BUTTON, in("Resend")).click();
        visitor.navigate(link(mailbox.next()));
        assertThat(visitor.getByRole(AriaRole.HEADING, named("Join " + acme))).isVisible();

        expire("slow@example.net");
        Organizations.invite(alice, "slow@example.net", "editor");
        assertThat(alice.getByText("Invited slow@example.net as editor.")).isVisible();
        assertThat(alice.locator("#counts")).hasText("1 member · 1 pending");
    }

    @Test
    void whoIsInvitedTwiceOrAMemberAlreadyGetsAClearAnswer() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "twice@example.net", "viewer");

        Organizations.invite(alice, "TWICE@example.net", "editor");
        assertThat(alice.getByText("TWICE@example.net is invited already").first())
                .isVisible();
        alice.navigate(alice.url().replaceFirst("\\?.*", ""));
        Organizations.invite(alice, "ALICE@example.com", "editor");
        assertThat(alice.getByText("ALICE@example.com is a member already").first())
                .isVisible();

        alice.navigate(alice.url().replaceFirst("\\?.*", ""));
        assertThat(alice.locator("tbody tr")).hasCount(2);
        assertThat(row(alice, "twice@example.net")).containsText("viewer");
    }

    @Test
    void whileTheMailServerIsDownAnInvitationWaitsAndIsDeliveredLater() throws Exception {
        var mailbox = Mailbox.of("late@example.net");
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        TestEnvironment.mail().pause();
        try {
            Organizations.invite(alice, "late@example.net", "viewer");
            assertThat(row(alice, "late@example.net")).containsText("not delivered yet");
        } finally {
            TestEnvironment.mail().resume();
        }

        assertThat(mailbox.next().text()).contains(acme);
        alice.reload();
        assertThat(row(alice, "late@example.net")).containsText("· delivered");
    }

    /** As if a week had gone by. */
    private static void expire(String address) throws SQLException {
        assertThat(Sql.run(
                        "update invitation set expires_at = now() - interval '1 minute' where open_email = ?", address))
                .isOne();
    }

    private static String link(Mail mail) {
        return mail.links().stream()
                .filter(link -> link.contains("/invitations/"))
                .findFirst()
                .orElseThrow();
    }

    private static Locator row(Page page, String text) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(text));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }

    private static Locator.GetByRoleOptions in(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
