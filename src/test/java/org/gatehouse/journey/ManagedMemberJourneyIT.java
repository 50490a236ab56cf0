package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Organizations;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.TestEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alice has the role {@code gatehouse-admin} at Keycloak, which makes her a viewer of one organization here. */
class ManagedMemberJourneyIT extends Journey {

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from organization where slug = ?", TestEnvironment.MAPPED);
    }

    @Test
    void aMemberByAGroupIsMarkedAndNobodyCanChangeHerHere() throws Exception {
        var bob = signedInAs("bob");
        Organizations.create(bob, "Operators");
        var id = UUID.fromString(bob.url().replaceFirst(".*/orgs/([^/]+)/.*", "$1"));
        Sql.run("update organization set slug = ? where id = ?", TestEnvironment.MAPPED, id);

        var alice = signedInAs("alice");
        alice.navigate("/orgs/" + id + "/settings");
        assertThat(row(alice)).containsText("Managed by Keycloak");
        openMore(alice);
        assertThat(more(alice).getByText("You belong to Operators because Keycloak says so at each sign-in."))
                .isVisible();
        assertNoButtons(alice);

        bob.reload();
        assertThat(row(bob)).containsText("Managed by Keycloak");
        assertThat(row(bob).locator("select")).isDisabled();
        assertThat(row(bob).locator("select"))
                .hasAccessibleDescription("The role comes from Keycloak at each sign-in, and is changed there.");
        assertAccessible(bob, "members-managed");
        openMore(bob);
        assertNoButtons(bob);
        assertAccessible(bob, "members-managed-more");
        bob.navigate("/orgs/" + id + "/audit");
        assertThat(bob.getByText("added by the provider: alice@example.com")).isVisible();
    }

    private static Locator row(Page page) {
        return page.getByRole(AriaRole.ROW, new GetByRoleOptions().setName("Alice Liddell"));
    }

    private static Locator more(Page page) {
        return page.locator("dialog#member");
    }

    private static void openMore(Page page) {
        row(page).getByRole(AriaRole.LINK).click();
        assertThat(more(page)).containsText("Keycloak");
    }

    private static void assertNoButtons(Page page) {
        assertThat(more(page).getByRole(AriaRole.BUTTON)).hasCount(0);
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Alice Liddell"))
                        .locator("button"))
                .hasCount(0);
    }
}
