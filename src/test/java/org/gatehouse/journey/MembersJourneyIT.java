package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Organizations;
import org.junit.jupiter.api.Test;

/** The members page, as an owner, an admin and a viewer use it. */
class MembersJourneyIT extends Journey {
    private final String acme = "Acme " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void severalAreInvitedAtOnceAndABadAddressIsNamed() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        assertAccessible(alice, "members-alone");

        Organizations.invite(alice, "ann@example.net, ben@example.net\nnobody", "viewer");
        assertThat(alice.getByText("“nobody” is not an e-mail address")).isVisible();
        assertAccessible(alice, "members-invite-bad");
        alice.getByRole(AriaRole.BUTTON, named("Remove nobody")).click();
        alice.getByRole(AriaRole.BUTTON, exactly("Send")).click();

        assertThat(alice.locator("#counts")).hasText("1 member · 2 pending");
        assertThat(row(alice, "ann@example.net")).containsText("Pending");
        assertThat(row(alice, "ben@example.net")).containsText("viewer");
        assertAccessible(alice, "members");
    }

    @Test
    void aRoleIsChangedOnChoiceAndTakenBackByUndo() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "bob@example.com", "viewer");
        signedInAs("bob");
        alice.reload();

        row(alice, "Bob Martin").locator("select").selectOption("admin");
        assertThat(alice.getByText("Bob Martin is admin now.")).isVisible();
        alice.getByRole(AriaRole.BUTTON, named("Undo the change of Bob Martin")).click();

        assertThat(alice.getByText("Bob Martin is viewer now.")).isVisible();
        assertThat(row(alice, "Bob Martin").locator("select")).hasValue("viewer");
        assertThat(row(alice, "Bob Martin").locator("select")).isFocused();
    }

    @Test
    void aRoleThatArrowKeysWalkToIsChangedByTheButtonBesideIt() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "ann@example.net", "viewer");
        var role = row(alice, "ann@example.net").locator("select");

        role.press("ArrowDown");
        row(alice, "ann@example.net")
                .getByRole(AriaRole.BUTTON, in("Change").setExact(true))
                .press("Enter");

        assertThat(alice.getByText("ann@example.net is editor now.")).isVisible();
        assertThat(role).hasValue("editor");
        assertThat(role).isFocused();
    }

    @Test
    void whatThereIsMoreToDoWithARowOpensOverThePageAndGivesTheFocusBack() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "ann@example.net", "viewer");
        var here = alice.url();
        var revoke = row(alice, "ann@example.net").getByRole(AriaRole.LINK, in("Revoke the invitation to"));

        revoke.press("Enter");
        var dialog = alice.getByRole(AriaRole.DIALOG, named("ann@example.net"));
        assertThat(dialog).containsText("The link in the mail to ann@example.net stops working.");
        assertThat(dialog.getByRole(AriaRole.LINK, in("Close"))).isFocused();
        assertAccessible(alice, "members-revoke");
        alice.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(revoke).isFocused();
        assertThat(alice).hasURL(here);

        row(alice, "Alice Liddell").getByRole(AriaRole.LINK, in("More about")).click();
        assertThat(alice.getByRole(AriaRole.DIALOG, named("Alice Liddell")))
                .containsText("An organization needs an owner");
        assertAccessible(alice, "members-last-owner");
        alice.getByRole(AriaRole.LINK, exactly("Close")).click();

        revoke.click();
        dialog.getByRole(AriaRole.BUTTON, in("Revoke the invitation")).click();
        assertThat(alice.getByText("Revoked the invitation to ann@example.net."))
                .isVisible();
        assertThat(alice).hasURL(here);
    }

    @Test
    void aClickOnARowThatHasGoneSaysSo() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "ann@example.net, ben@example.net", "viewer");
        var meanwhile = alice.context().newPage();
        meanwhile.navigate(alice.url());
        row(meanwhile, "ann@example.net")
                .getByRole(AriaRole.LINK, in("Revoke the invitation to"))
                .click();
        meanwhile.getByRole(AriaRole.BUTTON, exactly("Revoke the invitation")).click();
        assertThat(row(meanwhile, "ann@example.net")).hasCount(0);

        row(alice, "ann@example.net").locator("select").selectOption("admin");
        assertThat(alice.locator("#problems")).containsText("There is no such member or invitation.");
        assertThat(row(alice, "ann@example.net")).hasCount(0);
        assertThat(row(alice, "ben@example.net").locator("select")).hasValue("viewer");
    }

    @Test
    void aRemovedMemberIsOutOnTheNextRequest() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "bob@example.com", "viewer");
        var bob = signedInAs("bob");
        bob.getByText(acme).click();
        assertThat(row(bob, "Alice Liddell")).containsText("owner");
        assertThat(bob.locator(".head").getByText("Invite")).hasCount(0);
        assertThat(bob.locator("tbody select")).hasCount(0);
        assertAccessible(bob, "members-viewer");

        alice.reload();
        row(alice, "Bob Martin").getByRole(AriaRole.LINK, in("More about")).click();
        alice.getByRole(AriaRole.BUTTON, named("Remove Bob Martin")).click();
        assertThat(alice.getByText("Removed Bob Martin.")).isVisible();
        assertThat(row(alice, "Bob Martin")).hasCount(0);

        assertThat(bob.reload().status()).isEqualTo(403);
        assertThat(bob.getByRole(AriaRole.HEADING, named("You may not see this page")))
                .isVisible();
        assertAccessible(bob, "forbidden");
    }

    @Test
    void theLastOwnerSeesWhyTheRoleCannotBeChanged() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);

        assertThat(row(alice, "Alice Liddell").locator("select")).isDisabled();
        assertThat(row(alice, "Alice Liddell")
                        .getByText("An organization needs an owner")
                        .first())
                .isAttached();
    }

    @Test
    void aLongListIsPagedBothWaysAndSearchedByTheBeginningOfAnAddress() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, addresses(0, 30), "viewer");
        assertThat(alice.locator("#counts")).hasText("1 member · 30 pending");
        Organizations.invite(alice, addresses(30, 60), "viewer");
        assertThat(alice.locator("#counts")).hasText("1 member · 60 pending");

        assertThat(alice.locator("tbody tr")).hasCount(50);
        alice.getByRole(AriaRole.LINK, exactly("Next")).click();
        assertThat(alice.locator("tbody tr")).hasCount(11);
        assertThat(alice.locator("tbody tr").last()).containsText("Alice Liddell");
        alice.getByRole(AriaRole.LINK, exactly("Previous")).click();
        assertThat(alice.locator("tbody tr").first()).containsText("m00@example.net");
        assertAccessible(alice, "members-many");

        alice.getByRole(AriaRole.SEARCHBOX).fill("M4");
        assertThat(alice.locator("tbody tr")).hasCount(10);
        assertThat(alice).hasURL(Pattern.compile(".*[?&]q=M4.*"));
        alice.getByRole(AriaRole.SEARCHBOX).fill("nobody-like-that");
        assertThat(alice.getByText("No match for")).isVisible();
        assertAccessible(alice, "members-no-match");
    }

    @Test
    void withoutScriptsEverythingStillWorks() {
        var alice = newBrowser(new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false));
        alice.navigate("/api/auth/login");
        enterCredentials(alice, "alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "plain@example.net", "viewer");
        assertThat(row(alice, "plain@example.net")).containsText("viewer");

        row(alice, "plain@example.net").locator("select").selectOption("editor");
        row(alice, "plain@example.net").getByRole(AriaRole.BUTTON, in("Change")).click();
        assertThat(alice.getByText("plain@example.net is editor now.")).isVisible();
        alice.getByRole(AriaRole.SEARCHBOX).fill("plain");
        alice.getByRole(AriaRole.BUTTON, exactly("Search")).click();
        assertThat(alice.locator("tbody tr")).hasCount(1);

        row(alice, "plain@example.net")
                .getByRole(AriaRole.LINK, in("Revoke the invitation to"))
                .click();
        picture(alice, "members-revoke-without-script");
        alice.getByRole(AriaRole.BUTTON, exactly("Revoke the invitation")).click();
        assertThat(alice.getByText("Revoked the invitation to plain@example.net."))
                .isVisible();
    }

    @Test
    void theOrganizationIsRenamedAndDeletedBehindItsTypedName() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        alice.getByRole(AriaRole.LINK, exactly("General")).click();
        assertAccessible(alice, "general");

        alice.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(acme + " Ltd");
        alice.getByRole(AriaRole.BUTTON, exactly("Save")).click();
        assertThat(alice.getByText("The organization is called " + acme + " Ltd."))
                .isVisible();

        var delete = alice.getByRole(AriaRole.BUTTON, named("Delete " + acme));
        alice.getByLabel(Pattern.compile("to confirm")).fill(acme);
        delete.click();
        assertThat(alice.getByText("Type the organization").first()).isVisible();
        alice.getByLabel(Pattern.compile("to confirm")).fill(acme + " Ltd");
        delete.click();

        assertThat(alice.getByText("Deleted " + acme + " Ltd.")).isVisible();
        assertThat(alice.locator("main ul").getByText(acme)).hasCount(0);
    }

    @Test
    void theAccountShowsWhoOneIsAndWhereOneBelongs() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        alice.navigate("/account");

        assertThat(alice.getByText("Alice Liddell").first()).isVisible();
        assertThat(alice.getByText(acme).first()).isVisible();
        assertAccessible(alice, "account");
    }

    @Test
    void anAddressWithNothingBehindItSaysSo() {
        var alice = signedInAs("alice");

        assertThat(alice.navigate("/orgs/" + UUID.randomUUID() + "/settings").status())
                .isEqualTo(404);
        assertThat(alice.getByRole(AriaRole.HEADING, named("There is nothing here")))
                .isVisible();
        assertAccessible(alice, "not-found");
        assertThat(alice.navigate("/orgs/not-an-id/settings").status()).isEqualTo(404);
        assertThat(alice.navigate("/WEB-INF/pages/home.xhtml").status()).isEqualTo(404);
    }

    private static String addresses(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj("m%02d@example.net"::formatted)
                .collect(Collectors.joining(" "));
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
