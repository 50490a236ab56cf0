package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.gatehouse.provision.Realm;
import org.gatehouse.testing.Journey;
import org.junit.jupiter.api.Test;

/** Alice, who runs this Gatehouse, has a realm set up for it, by the password of Keycloak's administrator. */
class KeycloakSetupJourneyIT extends Journey {

    @Test
    void aRealmIsSetUpAfterALookAtTheDifferenceAndCleared() {
        try (var realm = Realm.empty()) {
            var alice = signedInAs("alice");
            alice.navigate("/admin");
            alice.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Set up a realm"))
                    .click();
            alice.getByLabel("Realm", exactly()).fill(realm.issuer());
            send(alice, "wrong", "Show what would change");
            assertThat(alice.getByText("Keycloak does not let admin of master in"))
                    .isVisible();

            send(alice, "admin", "Show what would change");
            assertThat(alice.getByText("client gatehouse: none -> is made")).isVisible();
            assertThat(alice.getByLabel("Their password")).isEmpty();
            assertAccessible(alice, "keycloak-setup");
            assertThat(realm.hasClient("gatehouse")).isFalse();

            send(alice, "admin", "Change this");
            assertThat(alice.getByText("The realm has what Gatehouse needs.")).isVisible();
            assertThat(realm.hasClient("gatehouse")).isTrue();
            assertThat(realm.hasClient("gatehouse-service")).isTrue();

            alice.getByLabel("Realm", exactly()).fill(realm.issuer());
            send(alice, "admin", "Show what would change");
            assertThat(alice.getByText("Nothing to do: the realm is as it should be."))
                    .isVisible();

            alice.locator("#undo").check();
            send(alice, "admin", "Show what would change");
            assertThat(alice.getByText("client gatehouse: made by us -> is removed"))
                    .isVisible();
            send(alice, "admin", "Change this");
            assertThat(alice.getByText("What Gatehouse had made in the realm is removed."))
                    .isVisible();
            assertThat(realm.hasClient("gatehouse")).isFalse();
        }
    }

    @Test
    void itIsForAdministratorsOnly() {
        var bob = signedInAs("bob");
        assertThat(bob.navigate("/admin/keycloak-setup").status()).isEqualTo(403);
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static void send(Page page, String password, String button) {
        page.getByLabel("Their password").fill(password);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button)).click();
    }
}
