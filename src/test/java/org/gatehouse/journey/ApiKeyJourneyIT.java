package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Organizations;
import org.gatehouse.testing.Tokens;
import org.junit.jupiter.api.Test;

/** Alice makes a key for a script, and sees in the audit what it did. */
class ApiKeyJourneyIT extends Journey {
    private final String acme = "Acme " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aKeyIsMadeCopiedOnceUsedSeenInTheAuditAndEnded() throws Exception {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        var id = alice.url().replaceFirst(".*/orgs/([^/]+)/.*", "$1");
        open(alice, "API keys");
        assertThat(alice.getByText("None. Make one below")).isVisible();
        assertAccessible(alice, "api-keys-none");

        alice.getByLabel("Name", new GetByLabelOptions().setExact(true)).fill("Nightly report");
        alice.getByRole(AriaRole.BUTTON, named("Make key")).click();
        assertThat(alice.getByText("Choose at least one scope.").first()).isVisible();
        assertThat(alice.getByLabel("Name", new GetByLabelOptions().setExact(true)))
                .hasValue("Nightly report");
        assertAccessible(alice, "api-keys-error");

        alice.locator("input[name=scope][value='audit:read']").check();
        alice.locator("input[name=scope][value='members:read']").check();
        alice.getByRole(AriaRole.BUTTON, named("Make key")).click();
        assertThat(alice.getByText("Nightly report is made.")).isVisible();
        var secret = alice.getByLabel("The new key").inputValue();
        assertThat(secret).startsWith("gate_");
        assertThat(alice.url()).doesNotContain("gate_");
        assertThat(alice.getByText("Never used")).isVisible();
        assertAccessible(alice, "api-keys");

        assertThat(Newcomer.bearer(secret).get("/api/orgs/" + id + "/members").json())
                .hasSize(1);
        alice.reload();
        assertThat(alice.content()).doesNotContain(secret);
        assertThat(alice.getByText("Last used")).isVisible();

        open(alice, "Audit");
        assertThat(alice.getByText("made the API key Nightly report")).isVisible();
        assertThat(alice.getByText("founded the organization")).isVisible();
        assertAccessible(alice, "audit");
        var file = alice.waitForDownload(() -> alice.getByText("CSV").click());
        assertThat(Files.readString(file.path())).startsWith("id,at,").contains("api_key_created");

        open(alice, "API keys");
        alice.locator(".list summary").click();
        alice.getByRole(AriaRole.BUTTON, named("End Nightly report")).click();
        assertThat(alice.getByText("Nightly report is ended.")).isVisible();
        assertThat(Newcomer.bearer(secret).get("/api/auth/me").status()).isEqualTo(401);
    }

    @Test
    void aLongAuditIsReadInParts() throws Exception {
        var alice = signedInAs("alice");
        Organizations.create(alice, acme);
        var members = "/api" + URI.create(alice.url()).getPath().replace("/settings", "/members");
        var script = Newcomer.bearer(Tokens.of("alice").access());
        for (int i = 0; i < 60; i++) {
            script.post(members, Map.of("email", "n" + i + "@nobody.example.org", "role", "viewer"));
        }
        open(alice, "Audit");

        assertThat(alice.locator(".list li")).hasCount(50);
        alice.getByRole(AriaRole.LINK, named("Older")).click();
        assertThat(alice.locator(".list li")).hasCount(11);
        assertThat(alice.getByText("founded the organization")).isVisible();
        assertAccessible(alice, "audit-older");
        alice.getByRole(AriaRole.LINK, named("Latest")).click();
        assertThat(alice.locator(".list li")).hasCount(50);
    }

    private static void open(Page page, String tab) {
        page.getByRole(AriaRole.LINK, named(tab)).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
