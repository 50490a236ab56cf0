package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Organizations;
import org.junit.jupiter.api.Test;

/** Dave looks at what is held about him, and goes. */
class AccountJourneyIT extends Journey {

    @Test
    void anAccountIsDeletedBehindItsTypedAddressUnlessAnOrganizationNeedsItsOwner() throws Exception {
        var dave = signedInAs("dave");
        Organizations.create(dave, "Dave and Bob");
        Organizations.invite(dave, "bob@example.com", "viewer");
        dave.waitForURL("**/settings");
        var together = dave.url();
        signedInAs("bob");

        dave.navigate("/account");
        var file = dave.waitForDownload(
                () -> dave.getByRole(AriaRole.LINK, named("Download")).click());
        assertThat(Files.readString(file.path())).contains("dave@example.com").contains("Dave and Bob");
        assertThat(dave.getByText("needs an owner first")).isVisible();
        assertThat(dave.getByRole(AriaRole.BUTTON, named("Delete my account"))).hasCount(0);
        assertAccessible(dave, "account-blocked");

        dave.navigate(together.replace("/settings", "/general"));
        dave.getByLabel(Pattern.compile("to confirm")).fill("Dave and Bob");
        dave.getByRole(AriaRole.BUTTON, named("Delete Dave and Bob")).click();
        dave.navigate("/account");
        dave.getByLabel(Pattern.compile("to confirm")).fill("bob@example.com");
        dave.getByRole(AriaRole.BUTTON, named("Delete my account")).click();
        assertThat(dave.getByText("Type dave@example.com exactly").first()).isVisible();
        assertAccessible(dave, "account-delete");
        dave.getByLabel(Pattern.compile("to confirm")).fill("Dave@example.com");
        dave.getByRole(AriaRole.BUTTON, named("Delete my account")).click();

        assertThat(dave.getByText("Your account is deleted.")).isVisible();
        dave.navigate("/account");
        assertThat(dave).hasURL(Pattern.compile(".*/login.*"));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
