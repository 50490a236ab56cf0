package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Mailbox;
import org.gatehouse.testing.Organizations;
import org.gatehouse.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

/** Many are invited at once: from a file, or from pasted lines. */
class ImportJourneyIT extends Journey {
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String acme = "Acme " + unique;

    @Test
    void aFileIsImportedAndWhoWasNotInvitedIsNamedWithTheReason() throws Exception {
        var mailbox = Mailbox.of("ann-" + unique + "@example.net");
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        alice.getByRole(AriaRole.LINK, exactly("Import")).click();
        assertThat(alice.getByRole(AriaRole.HEADING, named("Invite many at once")))
                .isVisible();
        assertAccessible(alice, "import");

        alice.getByLabel("File").setInputFiles(file("team.csv", """
                Name;E-Mail;Role
                "Müller; Jörg";jörg-%1$s@example.net;editor
                Ann;ann-%1$s@example.net;
                Nobody;nobody;viewer
                Alice;ALICE@example.com;viewer
                Ann again;ann-%1$s@example.net;boss
                Ann again;Ann-%1$s@example.net;admin
                """.formatted(unique), UTF_8));
        alice.getByLabel("Usual role").selectOption("admin");
        start(alice).click();

        assertThat(alice).hasURL(Pattern.compile(".*/import\\?id=[0-9a-f-]{36}$"));
        assertThat(alice.getByRole(AriaRole.STATUS).getByText("Done. 2 addresses were invited. 4 were not."))
                .isVisible();
        assertThat(alice.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("value", "6");
        assertThat(row(alice, "nobody")).containsText("Line 4 · viewer");
        assertThat(row(alice, "nobody")).containsText("Give one e-mail address");
        assertThat(row(alice, "ALICE@example.com")).containsText("a member");
        assertThat(row(alice, "boss")).containsText("Choose one of viewer");
        assertThat(row(alice, "Line 7 · admin")).containsText("further up");
        assertAccessible(alice, "import-done");
        assertThat(mailbox.next().text()).contains("admin");

        var download =
                alice.waitForDownload(() -> alice.getByText("Download all rows").click());
        assertThat(Files.readString(download.path())).contains("2,jörg-" + unique + "@example.net,editor,invited,");
        alice.getByRole(AriaRole.LINK, exactly("Back to members")).click();
        assertThat(alice.locator("#counts")).hasText("1 member · 2 pending");
        assertThat(member(alice, "ann-" + unique).locator("select")).hasValue("admin");
        assertAccessible(alice, "members-import");
        alice.getByRole(AriaRole.LINK, exactly("Import")).click();
        assertThat(alice.getByText("2 invited, 4 not")).isVisible();
        assertAccessible(alice, "import-earlier");
        alice.getByText("6 rows").click();
        assertThat(alice.getByText("Done. 2 addresses were invited.")).isVisible();
    }

    @Test
    void anImportShowsHowFarItIsAndThatItHasEnded() throws Exception {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        alice.navigate(alice.url().replaceFirst("/settings.*", "/import"));
        try (var busy = TestEnvironment.postgres().dataSource().getConnection()) {
            busy.setAutoCommit(false);
            busy.createStatement()
                    .execute("select 1 from organization where name = '%s' for no key update".formatted(acme));
            alice.getByLabel("Or lines").fill(addresses(40) + "\nnobody");
            start(alice).click();

            assertThat(alice.getByText("1 of 41 rows")).isVisible();
            assertThat(alice.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("value", "1");
            assertThat(alice.getByRole(AriaRole.STATUS).getByText("Done")).hasCount(0);
            assertAccessible(alice, "import-running");
            busy.rollback();
        }

        assertThat(alice.getByRole(AriaRole.STATUS).getByText("Done. 40 addresses were invited. 1 was not."))
                .isVisible();
        assertThat(alice.getByText("41 of 41 rows")).isVisible();
        assertThat(alice.getByText("Download all rows")).isVisible();
    }

    @Test
    void whatCannotBeReadIsSaidAtItsFieldAndNothingIsImported() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        alice.navigate(alice.url().replaceFirst("/settings.*", "/import"));

        start(alice).click();
        assertThat(alice.locator("#lines-error")).hasText("Give at least one address.");
        assertAccessible(alice, "import-nothing");
        alice.getByLabel("File").setInputFiles(file("latin.csv", "jörg@example.net", ISO_8859_1));
        start(alice).click();
        assertThat(alice.locator("#file-error")).containsText("no text in UTF-8");
        assertAccessible(alice, "import-bad");
        alice.getByLabel("File")
                .setInputFiles(file("large.csv", "x".repeat(60_000).concat("\n").repeat(72), UTF_8));
        start(alice).click();
        assertThat(alice.locator("#file-error")).containsText("4 MB");
        alice.getByLabel("Or lines").fill("\"ann@example.net");
        start(alice).click();
        assertThat(alice.locator("#lines-error")).containsText("Check the quotes");
        assertThat(alice.getByLabel("Or lines")).hasValue("\"ann@example.net");

        alice.getByLabel("File")
                .setInputFiles(file("huge.csv", "x".repeat(60_000).concat("\n").repeat(300), UTF_8));
        start(alice).click();
        assertThat(alice).hasURL(Pattern.compile(".*/import\\?large$"));
        assertThat(alice.locator("#file-error")).containsText("4 MB");
        assertAccessible(alice, "import-too-large");
        alice.getByLabel("Or lines").fill("ann-%s@example.net".formatted(unique));
        start(alice).click();
        assertThat(alice.getByText("Done. 1 address was invited.")).isVisible();
        alice.getByRole(AriaRole.LINK, exactly("Import another file")).click();
        assertThat(alice.locator("#file-error")).hasText("");
        assertThat(alice.locator("main li")).hasCount(1);
    }

    @Test
    void withoutScriptsAnImportIsLookedAtAgainByItsLink() {
        var alice = newBrowser(new NewContextOptions().setJavaScriptEnabled(false));
        alice.navigate("/api/auth/login");
        enterCredentials(alice, "alice");
        Organizations.create(alice, acme);
        alice.getByRole(AriaRole.LINK, exactly("Import")).click();
        alice.getByLabel("Or lines").fill("carol-%1$s@example.net\tviewer\ndan-%1$s@example.net".formatted(unique));
        start(alice).click();

        assertThat(alice.getByText("of 2 rows")).isVisible();
        var refresh = alice.getByRole(AriaRole.LINK, exactly("Refresh"));
        for (int i = 0; i < 20 && refresh.count() > 0; i++) {
            alice.waitForTimeout(250);
            refresh.click();
        }
        assertThat(alice.getByText("Done. 2 addresses were invited.")).isVisible();
    }

    @Test
    void onlyWhoManagesMembersImports() {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        Organizations.invite(alice, "bob@example.com", "editor");
        var bob = signedInAs("bob");
        bob.getByText(acme).click();
        assertThat(bob.getByRole(AriaRole.LINK, exactly("Import"))).hasCount(0);

        var address = bob.url().replaceFirst("/settings.*", "/import");
        assertThat(bob.navigate(address).status()).isEqualTo(403);
        assertThat(alice.navigate(address + "?id=" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(alice.navigate(address + "?id=x").status()).isEqualTo(404);
    }

    private static FilePayload file(String name, String text, Charset charset) {
        return new FilePayload(name, "text/csv", text.getBytes(charset));
    }

    private String addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "m%d-%s@example.net".formatted(i, unique))
                .collect(Collectors.joining("\n"));
    }

    private static Locator start(Page page) {
        return page.getByRole(AriaRole.BUTTON, exactly("Import"));
    }

    private static Locator row(Page page, String text) {
        return page.locator("#import-progress li", new Page.LocatorOptions().setHasText(text));
    }

    private static Locator member(Page page, String text) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(text));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }
}
