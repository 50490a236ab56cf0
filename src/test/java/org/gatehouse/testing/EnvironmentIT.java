package org.gatehouse.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentIT extends Journey {
    @Test
    void aBrowserSeesGatehouse() {
        var page = newBrowser();
        page.navigate("/");

        assertThat(page.locator("h1")).isVisible();
        assertAccessible(page, "home");
    }

    @Test
    void keycloakSendsItsMailToTheMailServer() throws InterruptedException {
        var bob = Mailbox.of("bob@example.com");
        var page = newBrowser();
        page.navigate(TestEnvironment.keycloak().issuer() + "/login-actions/reset-credentials?client_id=account");
        page.fill("#username", "bob");
        page.locator("input[type=submit], button[type=submit]").click();

        var mail = bob.next();
        assertThat(mail.links()).anyMatch(link -> link.contains("/login-actions/action-token"));
    }
}
