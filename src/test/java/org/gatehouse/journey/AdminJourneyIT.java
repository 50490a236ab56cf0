package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Mailbox;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

/** Alice, who runs this Gatehouse, looks after it. */
class AdminJourneyIT extends Journey {

    @Test
    void theSetUpCheckTellsWhatToChangeAndATestMailArrives() throws Exception {
        var mailbox = Mailbox.of("alice@example.com");
        var alice = signedInAs("alice");
        alice.locator("summary.person").click();
        alice.getByRole(AriaRole.LINK, named("Admin")).click();
        alice.waitForURL("**/admin");

        assertThat(alice.getByText("Nothing is wrong.")).isVisible();
        assertThat(alice.locator(".checks > li")).hasCount(13);
        assertThat(alice.locator(".checks > li.ok")).hasCount(12);
        assertThat(alice.getByText("Payara Micro 6.")).isVisible();
        assertThat(alice.locator(".facts dd").first()).hasText(Pattern.compile("\\d+\\.\\d+.*"));
        assertAccessible(alice, "admin-setup");

        alice.getByRole(AriaRole.BUTTON, named("Send a mail to alice@example.com"))
                .click();
        assertThat(alice.getByText("The mail server took the mail to alice@example.com."))
                .isVisible();
        assertThat(mailbox.next().subject()).isEqualTo("A test mail from Gatehouse");
    }

    @Test
    void whatIsDownIsMarkedWithTheLineToCopy() throws Exception {
        var alice = signedInAs("alice");
        TestEnvironment.mail().pause();
        try {
            alice.navigate("/admin");
            assertThat(alice.getByText("1 line needs a change.")).isVisible();
            assertThat(alice.getByLabel("To copy: Mail server")).hasValue(Pattern.compile("nc -vz localhost \\d+"));
            assertAccessible(alice, "admin-setup-wrong");
            alice.getByRole(AriaRole.BUTTON, named("Copy: Mail server")).click();
            assertThat(alice.locator("li.wrong button")).hasText("Copied");

            alice.getByRole(AriaRole.BUTTON, named("Send a mail to alice@example.com"))
                    .click();
            assertThat(alice.getByText("The mail server did not take the mail to alice@example.com."))
                    .isVisible();
            assertThat(alice.locator(".checks > li")).hasCount(13);
        } finally {
            TestEnvironment.mail().resume();
        }
        alice.getByRole(AriaRole.LINK, named("Check again")).click();
        assertThat(alice.getByText("Nothing is wrong.")).isVisible();
    }

    @Test
    void aUserIsSignedOutDisabledEnabledAndDeletedBehindTheirTypedAddress() throws Exception {
        var zoe = Newcomer.named("zoe");
        var alice = signedInAs("alice");
        openTab(alice, "Users");
        alice.getByLabel("Beginning of an address")
                .fill(zoe.email().substring(0, 12).toUpperCase(java.util.Locale.ROOT));
        alice.getByRole(AriaRole.BUTTON, named("Search")).click();
        var row = alice.locator(".list > li");
        assertThat(row).hasCount(1);

        openMenu(row);
        assertAccessible(alice, "admin-users-menu");
        act(row, "Sign out everywhere");
        assertThat(alice.getByText(zoe.email() + " is signed out everywhere.")).isVisible();
        assertThat(zoe.get("/api/users/me").status()).isEqualTo(401);

        openMenu(row);
        act(row, "Disable zoe");
        assertThat(alice.getByText(zoe.email() + " is disabled.")).isVisible();
        assertThat(row.getByText("Disabled")).isVisible();
        assertAccessible(alice, "admin-users");
        openMenu(row);
        act(row, "Enable zoe");
        assertThat(alice.getByText(zoe.email() + " can sign in again.")).isVisible();

        openMenu(row);
        row.getByLabel(Pattern.compile("to confirm")).fill("bob@example.com");
        act(row, "Delete zoe");
        assertThat(alice.getByText("Type " + zoe.email() + " exactly")).isVisible();
        openMenu(row);
        row.getByLabel(Pattern.compile("to confirm")).fill(zoe.email());
        act(row, "Delete zoe");
        assertThat(alice.getByText(zoe.email() + " is deleted.")).isVisible();
        assertThat(alice.getByText("Nobody has an address that begins so.")).isVisible();
    }

    @Test
    void nobodyLocksThemselvesOut() {
        var alice = signedInAs("alice");
        alice.navigate("/admin/users?q=alice@example.com");
        var row = alice.locator(".list > li").first();

        openMenu(row);
        assertThat(row.getByText("(you)")).isVisible();
        assertThat(row.getByRole(AriaRole.BUTTON, inRow("Sign out everywhere"))).isVisible();
        assertThat(row.getByRole(AriaRole.BUTTON, inRow("Disable"))).hasCount(0);
        assertThat(row.getByRole(AriaRole.BUTTON, inRow("Delete"))).hasCount(0);
    }

    @Test
    void anOwnerlessOrganizationGetsAnOwnerAndAnotherIsDeletedBehindItsTypedName() throws Exception {
        var zoe = Newcomer.named("zoe");
        var unverified = Newcomer.named("mallory", false);
        var orphan = Team.foundOwnerless().replaceFirst(".*/", "");
        var alice = signedInAs("alice");
        openTab(alice, "Organizations");
        alice.getByLabel("Which organizations").selectOption("Without an owner");
        alice.getByLabel("Beginning of a short name").fill("team-" + orphan);
        alice.getByRole(AriaRole.BUTTON, named("Search")).click();
        var row = alice.locator(".list > li");
        assertThat(row).hasCount(1);
        assertThat(row.getByText("Nobody owns it.")).isVisible();

        openMenu(row);
        for (var address : new String[] {"nobody@example.net", unverified.email()}) {
            row.getByLabel("Address of the new owner").fill(address);
            act(row, "Give Team an owner");
            assertThat(alice.getByText("Nobody who can sign in has this address, verified"))
                    .isVisible();
            alice.reload();
            openMenu(row);
        }
        row.getByLabel("Address of the new owner").fill(zoe.email().toUpperCase(java.util.Locale.ROOT));
        assertAccessible(alice, "admin-orgs-menu");
        act(row, "Give Team an owner");
        assertThat(alice.getByText("No organization fits.")).isVisible();
        assertThat(zoe.get("/api/orgs").texts("id")).contains(orphan);

        alice.getByLabel("Which organizations").selectOption("All");
        alice.getByRole(AriaRole.BUTTON, named("Search")).click();
        assertThat(row.getByText("Owned by " + zoe.email())).isVisible();
        assertAccessible(alice, "admin-orgs");
        openMenu(row);
        row.getByLabel(Pattern.compile("to confirm")).fill("Crew");
        act(row, "Delete Team");
        assertThat(alice.getByText("Type the organization's name, Team.")).isVisible();
        openMenu(row);
        row.getByLabel(Pattern.compile("to confirm")).fill("Team");
        act(row, "Delete Team");
        assertThat(alice.getByText("Deleted Team.")).isVisible();
    }

    @Test
    void longListsAreReadInParts() throws Exception {
        var crowd = "crowd-" + UUID.randomUUID();
        for (int i = 0; i < 60; i++) {
            Newcomer.named(crowd);
        }
        var alice = signedInAs("alice");
        alice.navigate("/admin/users?q=" + crowd);

        assertThat(alice.locator(".list > li")).hasCount(50);
        alice.getByRole(AriaRole.LINK, named("Next")).click();
        assertThat(alice.locator(".list > li")).hasCount(10);
        alice.getByRole(AriaRole.LINK, named("First")).click();
        assertThat(alice.locator(".list > li")).hasCount(50);
        Sql.run("delete from app_user where name = ?", crowd);
    }

    @Test
    void nobodyElseGetsThere() {
        var bob = signedInAs("bob");
        bob.locator("summary.person").click();
        assertThat(bob.getByRole(AriaRole.LINK, named("Admin"))).hasCount(0);
        for (var path : new String[] {"/admin", "/admin/users", "/admin/orgs"}) {
            assertThat(bob.navigate(path).status()).isEqualTo(403);
            assertThat(bob.getByText("You may not see this page")).isVisible();
        }
        var nobody = newBrowser();
        nobody.navigate("/admin/users?q=x");
        assertThat(nobody).hasURL(Pattern.compile(".*/login\\?next=%2Fadmin%2Fusers%3Fq%3Dx"));
        assertThat(bob.navigate("/admin/other").status()).isEqualTo(404);
    }

    private static void openTab(Page page, String tab) {
        page.navigate("/admin");
        page.locator(".tabs").getByRole(AriaRole.LINK, inRow(tab)).click();
    }

    private static void openMenu(Locator row) {
        row.locator("summary").click();
    }

    private static void act(Locator row, String button) {
        row.getByRole(AriaRole.BUTTON, inRow(button)).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions inRow(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
