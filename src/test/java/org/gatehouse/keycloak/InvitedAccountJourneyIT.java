package org.gatehouse.keycloak;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Mailbox;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.junit.jupiter.api.Test;

/** Ida is invited, and has no account anywhere. */
class InvitedAccountJourneyIT extends Journey {
    private static final String BACK = "Back to Application";

    @Test
    void idaChoosesAPasswordAndIsInTheOrganization() throws Exception {
        var owner = Newcomer.named("owner");
        var organization = Team.found(owner);
        var address = "ida-" + UUID.randomUUID() + "@accounts.example.com";
        var mailbox = Mailbox.of(address);
        owner.post(organization + "/members", Map.of("email", address, "role", "editor"));
        mailbox.next();

        var ida = newBrowser();
        ida.navigate(mailbox.next().links().get(0));
        ida.locator("#kc-info-message a, #kc-content-wrapper a").first().click();
        ida.fill("#password-new", "ida's own");
        ida.fill("#password-confirm", "ida's own");
        ida.locator("[type=submit]").first().click();
        tellName(ida);
        ida.getByText(BACK).click();
        ida.getByText("Continue with Keycloak").click();
        ida.fill("#username", address);
        ida.fill("#password", "ida's own");
        ida.click("#kc-login");

        assertThat(ida).hasURL(Pattern.compile(".*" + organization.replace("/api", "") + "/settings"));
        assertThat(owner.get(organization + "/members?q=ida").json().findValuesAsText("status"))
                .containsExactly("active");
    }

    /** Keycloak asks for names where its profile requires them. */
    private static void tellName(Page ida) {
        ida.locator("#firstName").or(ida.getByText(BACK)).first().waitFor();
        if (ida.locator("#firstName").isVisible()) {
            ida.fill("#firstName", "Ida");
            ida.fill("#lastName", "Somebody");
            ida.locator("[type=submit]").first().click();
        }
    }
}
