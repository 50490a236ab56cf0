package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Links;
import org.gatehouse.testing.Organizations;
import org.junit.jupiter.api.Test;

/** Alice shares a link; whoever opens it joins, as long as it is open to them. */
class LinkJourneyIT extends Journey {
    private final String acme = "Acme " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aLinkIsMadeSharedUsedAndEnded() {
        var alice = signedInAs("alice");
        openLinks(alice);
        assertThat(alice.getByText("None. Make one below")).isVisible();
        assertAccessible(alice, "links-none");

        alice.getByLabel("Only for addresses at").fill("example.com, example.org");
        var address = makeLink(alice, "editor", "3");
        assertThat(alice.getByText("The link is made.")).isVisible();
        assertThat(item(alice)).containsText("editor · 0 of 3 joined");
        assertThat(item(alice)).containsText("Only for addresses at example.com and example.org");
        assertThat(item(alice)).containsText("in 7 days");
        assertThat(item(alice)).containsText("Made by Alice Liddell");
        assertAccessible(alice, "links");

        var visitor = newBrowser();
        visitor.navigate(address);
        assertThat(visitor.getByRole(AriaRole.HEADING, named("Join " + acme))).isVisible();
        assertThat(visitor.getByText("It is for addresses at example.com and example.org."))
                .isVisible();
        assertAccessible(visitor, "join");
        visitor.getByText("Sign in to join").click();
        visitor.getByText("Continue with Keycloak").click();
        enterCredentials(visitor, "carol");
        assertAccessible(visitor, "join-signed-in");
        visitor.getByRole(AriaRole.BUTTON, named("Join")).click();

        assertThat(visitor.getByText("Welcome to " + acme + ". Your role here: editor."))
                .isVisible();
        assertThat(visitor.getByRole(AriaRole.LINK, named("Links"))).hasCount(0);
        var links = alice.url();
        assertThat(visitor.navigate(links).status()).isEqualTo(403);
        assertThat(visitor.getByRole(AriaRole.HEADING, named("You may not see this page")))
                .isVisible();

        visitor.navigate(address);
        assertThat(visitor).hasURL(Pattern.compile(".*/orgs/[0-9a-f-]+/settings"));

        alice.reload();
        assertThat(item(alice)).containsText("editor · 1 of 3 joined");
        item(alice).locator("summary").click();
        alice.getByRole(AriaRole.BUTTON, named("End the link")).last().click();
        assertThat(alice.getByText("The link is ended.")).isVisible();
        var late = newBrowser();
        late.navigate(address);
        assertThat(late.getByRole(AriaRole.HEADING, named("This link was ended")))
                .isVisible();
        assertAccessible(late, "join-ended");
    }

    @Test
    void theAddressIsShownOnceAndLoadingThePageAgainMakesNothing() {
        var alice = signedInAs("alice");
        openLinks(alice);

        var address = makeLink(alice, "viewer", "25");

        assertThat(alice.url()).doesNotContain(address.replaceFirst(".*/", ""));
        assertThat(alice.context().cookies()).noneMatch(cookie -> cookie.name.equals("gatehouse_flash"));
        alice.reload();
        assertThat(alice.getByLabel("Address to share")).hasCount(0);
        assertThat(alice.locator("main li")).hasCount(1);
        assertThat(alice.content()).doesNotContain(address.replaceFirst(".*/", ""));
    }

    @Test
    void theAddressIsCopiedByAButton() {
        var alice = newBrowser(new NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
        alice.navigate("/api/auth/login");
        enterCredentials(alice, "alice");
        openLinks(alice);
        var address = makeLink(alice, "viewer", "25");

        alice.getByRole(AriaRole.BUTTON, named("Copy")).click();

        assertThat(alice.getByRole(AriaRole.BUTTON, named("Copied"))).isVisible();
        assertThat(alice.evaluate("navigator.clipboard.readText()")).isEqualTo(address);
    }

    @Test
    void aLinkIsMadeAndSharedWithoutScripts() {
        var alice = newBrowser(new NewContextOptions().setJavaScriptEnabled(false));
        alice.navigate("/api/auth/login");
        enterCredentials(alice, "alice");
        openLinks(alice);

        var address = makeLink(alice, "viewer", "1");

        assertThat(address).contains("/links/");
        assertThat(alice.getByText("Copy", new Page.GetByTextOptions().setExact(true)))
                .not()
                .isVisible();
        item(alice).locator("summary").click();
        alice.locator(".confirm input[type=submit]").last().click();
        assertThat(alice.getByText("The link is ended.")).isVisible();
    }

    @Test
    void whatCannotBeTakenIsToldAtTheField() {
        var alice = signedInAs("alice");
        openLinks(alice);

        alice.getByLabel("Only for addresses at").fill("nowhere");
        alice.getByLabel("How many may join").fill("many");
        alice.locator("input[name=given][value=editor]").check();
        alice.getByRole(AriaRole.BUTTON, named("Make link")).click();

        assertThat(alice.getByText("Give domains of mail addresses, like example.com."))
                .isVisible();
        assertThat(alice.getByText("Give a number of uses from 1 to 10000.")).isVisible();
        assertThat(alice.getByLabel("Only for addresses at")).hasValue("nowhere");
        assertThat(alice.locator("input[name=given][value=editor]")).isChecked();
        assertAccessible(alice, "links-bad");
    }

    @Test
    void whoIsNotAdmittedIsToldWhyAndCanComeBackAsSomebodyElse() {
        var alice = signedInAs("alice");
        openLinks(alice);
        var address = makeLink(alice, "viewer", "25");
        alice.getByLabel("Only for addresses at").fill("example.org");
        var elsewhere = makeLink(alice, "viewer", "25");

        var dave = signedInAs("dave");
        dave.navigate(address);
        assertThat(dave.getByText("your e-mail address has to be verified")).isVisible();
        assertThat(dave.getByRole(AriaRole.BUTTON, exactly("Join"))).hasCount(0);
        assertAccessible(dave, "join-unverified");

        var bob = signedInAs("bob");
        bob.navigate(elsewhere);
        assertThat(bob.getByText("This link is for addresses at example.org only."))
                .isVisible();
        assertAccessible(bob, "join-elsewhere");
        bob.navigate(address);
        bob.getByRole(AriaRole.BUTTON, exactly("Join")).click();
        assertThat(bob.getByText("Welcome to " + acme)).isVisible();
    }

    @Test
    void aLinkThatIsUsedUpOrHasExpiredSaysSo() throws Exception {
        var alice = signedInAs("alice");
        openLinks(alice);
        var usedUp = makeLink(alice, "viewer", "1");
        var bob = signedInAs("bob");
        bob.navigate(usedUp);
        bob.getByRole(AriaRole.BUTTON, exactly("Join")).click();
        assertThat(bob.getByText("Welcome to " + acme)).isVisible();
        alice.reload();
        var expired = makeLink(alice, "viewer", "1");
        Links.expire(item(alice).locator("form").getAttribute("id").substring(1));

        var late = signedInAs("carol");
        late.navigate(usedUp);
        assertThat(late.getByRole(AriaRole.HEADING, named("This link is used up")))
                .isVisible();
        late.navigate(expired);
        assertThat(late.getByRole(AriaRole.HEADING, named("This link has expired")))
                .isVisible();
        assertThat(late.navigate(expired + "x").status()).isEqualTo(404);
    }

    /** In an organization of one's own. */
    private void openLinks(Page page) {
        Organizations.create(page, acme);
        page.getByRole(AriaRole.LINK, exactly("Links")).click();
        page.waitForURL("**/links");
    }

    /** @return the address that is shown this once */
    private static String makeLink(Page page, String role, String uses) {
        page.locator("input[name=given][value=" + role + "]").check();
        page.getByLabel("How many may join").fill(uses);
        page.getByRole(AriaRole.BUTTON, named("Make link")).click();
        return page.getByLabel("Address to share").inputValue();
    }

    private static Locator item(Page page) {
        return page.locator("main li");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }
}
