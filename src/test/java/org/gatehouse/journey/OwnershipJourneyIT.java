package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Organizations;
import org.junit.jupiter.api.Test;

/** Alice gives the ownership of her organization to Bob, who has to want it. */
class OwnershipJourneyIT extends Journey {
    private final String acme = "Acme " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void theOwnershipIsOfferedAndAccepted() {
        var alice = signedInAs("alice");
        var bob = gather(alice);
        openGeneral(alice);

        offer(alice, "nobody@example.net");
        assertThat(alice.getByText("No member has this address.")).isVisible();
        offer(alice, "alice@example.com");
        assertThat(alice.getByText("alice@example.com is an owner already.")).isVisible();
        offer(alice, "BOB@example.com");
        assertThat(alice.getByText("Offered the ownership to Bob Martin.")).isVisible();
        assertThat(alice.getByText("Alice Liddell offers the ownership to Bob Martin (bob@example.com)."))
                .isVisible();
        assertAccessible(alice, "general-offered");

        bob.navigate("/");
        assertThat(bob.getByText("Alice Liddell offers you the ownership.")).isVisible();
        assertAccessible(bob, "home-offered");
        bob.getByText(acme).last().click();
        openGeneral(bob);
        assertAccessible(bob, "general-receiver");
        bob.getByRole(AriaRole.BUTTON, named("Accept the ownership of " + acme)).click();

        assertThat(bob.getByText("You are owner of " + acme + " now. Alice Liddell is admin."))
                .isVisible();
        assertThat(bob.getByRole(AriaRole.BUTTON, named("Delete " + acme))).isVisible();
        alice.reload();
        assertThat(alice.getByRole(AriaRole.BUTTON, named("Delete " + acme))).hasCount(0);
    }

    @Test
    void anOfferIsDeclinedOrWithdrawnAndNothingChanges() {
        var alice = signedInAs("alice");
        var bob = gather(alice);
        openGeneral(alice);
        offer(alice, "bob@example.com");
        assertThat(alice.getByText("Offered the ownership to Bob Martin.")).isVisible();

        bob.navigate("/");
        bob.getByRole(AriaRole.BUTTON, named("Decline the ownership of " + acme))
                .click();
        assertThat(bob.getByText("You declined the ownership of " + acme)).isVisible();
        assertThat(bob.getByRole(AriaRole.BUTTON, named("the ownership of " + acme)))
                .hasCount(0);

        alice.reload();
        offer(alice, "bob@example.com");
        bob.navigate("/");
        alice.getByRole(AriaRole.BUTTON, named("Withdraw the offer")).click();
        assertThat(alice.getByText("The offer of ownership is withdrawn.")).isVisible();
        bob.getByRole(AriaRole.BUTTON, named("Accept the ownership of " + acme)).click();
        assertThat(bob.getByText("That row is not in this list any more")).isVisible();
        assertThat(alice.getByRole(AriaRole.BUTTON, named("Delete " + acme))).isVisible();
    }

    /** Alice's organization, with Bob in it. */
    private Page gather(Page alice) {
        Organizations.create(alice, acme);
        Organizations.invite(alice, "bob@example.com", "viewer");
        assertThat(alice.getByText("Invited bob@example.com as viewer.")).isVisible();
        return signedInAs("bob");
    }

    private static void openGeneral(Page page) {
        page.getByRole(AriaRole.LINK, exactly("General")).click();
        page.waitForURL("**/general");
    }

    private static void offer(Page owner, String address) {
        owner.getByLabel("Address of the member").fill(address);
        owner.getByRole(AriaRole.BUTTON, named("Offer ownership")).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }
}
