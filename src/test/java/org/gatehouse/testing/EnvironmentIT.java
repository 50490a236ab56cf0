package org.gatehouse.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class EnvironmentIT extends Journey {
    @Test
    void aBrowserIsSignedInThroughKeycloak() {
        var page = signedInAs("alice");

        assertThat(page.locator("h1")).isVisible();
    }

    @Test
    void aProgramIsSignedInThroughKeycloak() throws IOException, InterruptedException {
        assertThat(Api.anonymous().get("/api/auth/me").body()).contains("\"authenticated\":false");
        assertThat(Api.signedInAs("alice").get("/api/auth/me").body()).contains("\"email\":\"alice@example.com\"");
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
