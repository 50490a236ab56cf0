package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Organizations;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.TestEnvironment;
import org.gatehouse.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice puts an application behind Gatehouse and hands it to Acme, which Bob runs. */
class AppsJourneyIT extends Journey {
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String host = "sales-" + mark + ".example.com";
    private final String acme = "Acme " + mark;

    private Page bob;
    private String slug;

    @BeforeEach
    void foundAcme() throws Exception {
        bob = signedInAs("bob");
        Organizations.create(bob, acme);
        var id = bob.url().replaceFirst(".*/orgs/([^/]+)/.*", "$1");
        slug = Newcomer.bearer(Tokens.of("bob").access()).get("/api/orgs/" + id).text("/slug");
    }

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from guarded_app");
    }

    @Test
    void anApplicationIsMadeTriedGivenATokenHandedOnAndDeleted() {
        var alice = signedInAs("alice");
        alice.navigate("/admin/apps");
        assertThat(alice.getByText("None yet. Add one")).isVisible();
        assertAccessible(alice, "apps-none");

        alice.getByRole(AriaRole.LINK, named("Add an application")).click();
        label(alice, "Host").fill("https://sales.example.com/");
        label(alice, "Path").fill("sales");
        label(alice, "Lets in").selectOption("viewer");
        label(alice, "Handed to").fill("nobody-" + mark);
        label(alice, "Path of rule 1").fill("admin");
        press(alice, "Add application");
        for (var error : new String[] {
            "Give a name of 1 to 100 characters.",
            "Give the host alone",
            "Begin the path with a slash",
            "Name the organization whose members are meant",
            "No organization has the short name nobody-" + mark,
            "admin: Begin the path with a slash"
        }) {
            assertThat(alice.locator(".error").getByText(error).first()).isVisible();
        }
        assertThat(label(alice, "Path of rule 1")).hasValue("admin");
        assertAccessible(alice, "app-error");

        label(alice, "Name").fill("Sales dashboard");
        label(alice, "Host").fill(host);
        label(alice, "Path").fill("/");
        label(alice, "Organization").fill(slug);
        label(alice, "Handed to").fill(slug);
        label(alice, "Path of rule 1").fill("/reports/*");
        label(alice, "Whom rule 1 lets in").selectOption("shared_token");
        label(alice, "Path of rule 2").fill("/public/*");
        label(alice, "Path of rule 3").fill("/admin/*");
        label(alice, "Whom rule 3 lets in").selectOption("admin");
        press(alice, "Add application");
        assertThat(alice.getByText("Sales dashboard is behind Gatehouse now.")).isVisible();
        assertThat(label(alice, "Path of rule 4")).isEmpty();
        assertAccessible(alice, "app");

        var secret = makeToken(alice);
        assertThat(label(alice, "Address to open")).hasValue("http://" + host + "/?access_token=" + secret);
        assertAccessible(alice, "app-token");
        assertThat(guard(secret, "/reports/x")).isEqualTo(204);
        alice.reload();
        assertThat(alice.content()).doesNotContain(secret);
        assertThat(alice.getByText("Last used")).isVisible();

        alice.locator("details.menu summary[aria-label='More about Nightly report']")
                .click();
        assertAccessible(alice, "app-token-menu");
        press(alice, "Rotate Nightly report");
        assertThat(alice.getByText("The token Nightly report has another secret."))
                .isVisible();
        assertThat(guard(secret, "/reports/x")).isEqualTo(401);
        assertThat(guard(label(alice, "The new token").inputValue(), "/reports/x"))
                .isEqualTo(204);
        alice.locator("details.menu summary[aria-label='More about Nightly report']")
                .click();
        press(alice, "Delete Nightly report");
        assertThat(alice.getByText("The token Nightly report is deleted.")).isVisible();

        alice.getByRole(AriaRole.LINK, named("All applications")).click();
        assertThat(alice.getByText("Lets in viewers of " + acme + " and up")).isVisible();
        assertThat(alice.getByText("Handed to " + acme)).isVisible();
        assertAccessible(alice, "apps");

        alice.getByRole(AriaRole.LINK, named("Sales dashboard")).click();
        press(alice, "Delete Sales dashboard");
        assertThat(alice.getByText("Sales dashboard is not behind Gatehouse any more."))
                .isVisible();
    }

    /** What a reverse proxy passes on from the application's address. */
    @Test
    void aVisitorWithATokenComesInAtTheAddressOfTheApplication() throws Exception {
        var administrator = Newcomer.administrator();
        var path = "/sales-" + mark;
        var app = administrator
                .post("/api/apps", Map.of("name", "Sales dashboard", "path", path, "access", "shared_token"))
                .text("/id");
        var token = administrator
                .post("/api/apps/" + app + "/tokens", Map.of("name", "Board"))
                .text("/secret");
        var visitor = newBrowser();
        visitor.setExtraHTTPHeaders(Map.of(
                "X-Forwarded-Proto",
                "http",
                "X-Forwarded-Host",
                TestEnvironment.gatehouse().getAuthority(),
                "X-Forwarded-Uri",
                path + "/report"));

        visitor.navigate("/api/guard/verify");
        assertThat(visitor.getByRole(AriaRole.HEADING, named("Sign in first"))).isVisible();
        assertAccessible(visitor, "app-refusal");
        visitor.getByRole(AriaRole.LINK, named("Sign in")).click();
        assertThat(visitor.getByText("to continue to Sales dashboard")).isVisible();
        assertAccessible(visitor, "app-sign-in");

        label(visitor, "Access token").fill("sesame");
        press(visitor, "Continue");
        assertThat(visitor.locator(".error").getByText("not any more")).isVisible();
        assertThat(label(visitor, "Access token")).isFocused();
        assertAccessible(visitor, "app-sign-in-wrong");

        label(visitor, "Access token").fill(token);
        press(visitor, "Continue");
        assertThat(visitor).hasURL(TestEnvironment.gatehouse() + path + "/report");
    }

    @Test
    void theTestBoxTellsWhatWouldHappenAndWhy() throws Exception {
        putBehind();
        var alice = signedInAs("alice");
        alice.navigate("/admin/apps");

        tryOut(alice, "https://" + host + "/report", "nobody", "");
        assertThat(alice.getByText("They are asked to sign in first.")).isVisible();
        tryOut(alice, host + "/report", "user", "bob@example.com");
        assertThat(alice.getByText("They are let in.")).isVisible();
        assertThat(alice.getByText("Sales dashboard lets in there: viewers of " + acme + " and up."))
                .isVisible();
        assertAccessible(alice, "apps-test");
        tryOut(alice, "https://" + host + "/report", "user", "alice@example.com");
        assertThat(alice.getByText("They are refused.")).isVisible();
        tryOut(alice, "https://" + host + "/reports/2026", "token", "");
        assertThat(alice.getByText("They are let in.")).isVisible();
        tryOut(alice, "https://" + host + "/report", "token", "");
        assertThat(alice.getByText("They are refused.")).isVisible();
        tryOut(alice, "https://" + host + "/public/../report", "nobody", "");
        assertThat(alice.getByText("can be read in more than one way")).isVisible();
        tryOut(alice, "https://nowhere.example.com/", "nobody", "");
        assertThat(alice.getByText("No application is known at this address.")).isVisible();
        tryOut(alice, host + "/report", "user", "nobody-" + mark + "@example.com");
        assertThat(alice.getByText("Nobody with this address has signed in here"))
                .isVisible();
        tryOut(alice, "ftp://x y", "nobody", "");
        assertThat(alice.getByText("Give an address, as in")).isVisible();
    }

    @Test
    void whoRunsTheOrganizationChangesThePolicyAndMakesATokenAndOthersDoNot() throws Exception {
        putBehind();
        bob.navigate("/admin/apps");
        assertThat(bob.getByText("You may not see this page")).isVisible();
        bob.navigate("/admin/apps/new");
        assertThat(bob.getByText("You may not see this page")).isVisible();

        bob.navigate("/");
        bob.getByRole(AriaRole.LINK, named(acme)).first().click();
        bob.getByRole(AriaRole.LINK, named("Applications")).click();
        assertAccessible(bob, "org-apps");
        bob.getByRole(AriaRole.LINK, named("Sales dashboard")).click();
        assertThat(label(bob, "Lets in")).hasValue("viewer");
        label(bob, "Lets in").selectOption("signed_in");
        label(bob, "Path of rule 1").fill("");
        label(bob, "Path of rule 2").fill("/owners/*");
        label(bob, "Whom rule 2 lets in").selectOption("owner");
        press(bob, "Save");
        assertThat(bob.getByText("Saved. From the next request on it counts for Sales dashboard."))
                .isVisible();
        assertThat(bob.getByText("Lets in everybody who is known")).isVisible();
        assertThat(label(bob, "Path of rule 1")).hasValue("/owners/*");

        assertThat(guard(makeToken(bob), "/report")).isEqualTo(403);
        assertAccessible(bob, "org-app");
        var app = bob.url();

        var carol = signedInAs("carol");
        carol.navigate(app);
        assertThat(carol.getByText("You may not see this page")).isVisible();
    }

    @Test
    void aDeclaredApplicationIsReadAndItsTokensAreMade() throws Exception {
        putBehind();
        Sql.run("update guarded_app set declared = true");
        var alice = signedInAs("alice");
        alice.navigate("/admin/apps");
        alice.getByRole(AriaRole.LINK, named("Sales dashboard")).click();

        assertThat(alice.getByText("It is declared in the file of GUARDED_APPS_FILE"))
                .isVisible();
        assertThat(alice.getByRole(AriaRole.BUTTON, named("Save"))).hasCount(0);
        assertThat(alice.getByRole(AriaRole.BUTTON, named("Delete"))).hasCount(0);
        assertThat(guard(makeToken(alice), "/reports/x")).isEqualTo(204);
        assertAccessible(alice, "app-declared");
    }

    private void putBehind() throws Exception {
        var organization =
                Newcomer.administrator().get("/api/admin/orgs?q=" + slug).text("/0/id");
        var made = Newcomer.administrator().send("POST", "/api/apps", """
                        {"name": "Sales dashboard", "host": "%1$s", "path": "/", "access": "role", "org_id": "%2$s",
                         "role": "viewer", "handed_to": "%2$s", "rules": [
                           {"path": "/public/*", "access": "public"}, {"path": "/reports/*", "access": "shared_token"}]}""".formatted(host, organization));
        assertThat(made.status()).isEqualTo(201);
    }

    private static String makeToken(Page page) {
        label(page, "Name of a new token").fill("Nightly report");
        press(page, "Make token");
        assertThat(page.getByText("The token Nightly report is made.")).isVisible();
        return label(page, "The new token").inputValue();
    }

    private int guard(String secret, String uri) {
        return Newcomer.bearer(secret)
                .get("/api/guard/verify", Map.of("X-Forwarded-Host", host, "X-Forwarded-Uri", uri))
                .status();
    }

    private static void tryOut(Page page, String address, String as, String email) {
        label(page, "Address").fill(address);
        label(page, "As").selectOption(as);
        label(page, "Address of the user").fill(email);
        press(page, "Try");
    }

    private static Locator label(Page page, String label) {
        return page.getByLabel(label, new GetByLabelOptions().setExact(true));
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, named(button)).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
