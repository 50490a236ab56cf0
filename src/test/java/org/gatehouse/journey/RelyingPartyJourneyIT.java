package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.regex.Pattern;
import org.gatehouse.testing.FakeProvider;
import org.gatehouse.testing.FakeProviderGatehouse;
import org.gatehouse.testing.Journey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people see of a provider that does wrong things. Names are those of the OpenID Foundation's test modules. */
class RelyingPartyJourneyIT extends Journey {
    private static final String NOT_CONFIRMED = "did not confirm";

    private final FakeProvider provider = FakeProviderGatehouse.provider();

    @BeforeEach
    @AfterEach
    void behave() {
        provider.behave();
    }

    @Test
    @DisplayName("oidcc-client-test-rp-init-logout")
    void whoComesBackFromTheProviderIsToldThatTheyAreSignedOut() {
        var page = signedIn();

        signOut(page);

        assertThat(page).hasURL(Pattern.compile(FakeProviderGatehouse.address() + "/login\\?state=.+"));
        assertThat(page.getByText("You are signed out.")).isVisible();
        assertAccessible(page, "login-signed-out");
        page.reload();
        assertThat(page.getByText("You are signed out.")).isHidden();
    }

    @Test
    @DisplayName("oidcc-client-test-rp-init-logout-other-state")
    void whoComesBackWithAnotherStateIsToldThatTheProviderConfirmedNothing() {
        var page = signedIn();
        provider.response(parameters -> Map.of("state", "another"));

        signOut(page);

        assertThat(page.getByText(NOT_CONFIRMED)).isVisible();
        assertThat(page.getByText("You are signed out.")).isHidden();
        assertAccessible(page, "login-half-signed-out");
    }

    @Test
    @DisplayName("oidcc-client-test-rp-init-logout-no-state")
    void whoComesBackWithoutAStateIsToldThatTheProviderConfirmedNothing() {
        var page = signedIn();
        provider.response(parameters -> Map.of());

        signOut(page);

        assertThat(page).hasURL(FakeProviderGatehouse.address() + "/login");
        assertThat(page.getByText(NOT_CONFIRMED)).isVisible();
    }

    @Test
    void clocksThatDifferAreNamedWithANumberForWhoeverRunsGatehouse() {
        provider.idToken(claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(3_600))));
        var page = newBrowser();

        page.navigate(FakeProviderGatehouse.address() + "/api/auth/login?next=/account");

        assertThat(page.getByText("do not agree")).isVisible();
        assertThat(page.locator("code")).hasText(Pattern.compile("[0-9a-f]{8}"));
        assertAccessible(page, "login-clock");
        provider.behave();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Continue with"))
                .click();
        assertThat(page).hasURL(FakeProviderGatehouse.address() + "/account");
    }

    private Page signedIn() {
        var page = newBrowser();
        page.navigate(FakeProviderGatehouse.address() + "/api/auth/login");
        assertThat(page).hasURL(FakeProviderGatehouse.address() + "/");
        return page;
    }

    private static void signOut(Page page) {
        page.locator("summary.person").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
    }
}
