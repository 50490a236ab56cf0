package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

/** Somebody comes, signs in through Keycloak, stays signed in for a day, and leaves. */
class SignInJourneyIT extends Journey {
    @Test
    void signInEndsOnThePageThatWasAskedForWithItsQuery() {
        var page = newBrowser();
        page.navigate("/account?from=mail&x=a%20b");

        assertThat(page).hasURL(Pattern.compile(".*/login\\?next=.*"));
        assertAccessible(page, "login");
        page.getByRole(AriaRole.LINK, named("Continue with Keycloak")).click();
        enterCredentials(page, "alice");

        assertThat(page).hasURL(TestEnvironment.gatehouse() + "/account?from=mail&x=a%20b");
        assertThat(page.getByRole(AriaRole.MAIN).getByText("alice@example.com").first())
                .isVisible();
    }

    @Test
    void withoutAPageAskedForSignInEndsAtHome() {
        var page = signedInAs("alice");

        assertThat(page).hasURL(TestEnvironment.gatehouse() + "/");
        assertThat(page.getByText("Alice Liddell's Space")).isVisible();
        assertAccessible(page, "home");
    }

    @Test
    void tenTabsOpenedAtOnceAllEndOnTheirOwnPage() {
        var first = newBrowser();
        List<Page> tabs = new ArrayList<>(List.of(first));
        while (tabs.size() < 10) {
            tabs.add(first.context().newPage());
        }
        for (int number = 0; number < tabs.size(); number++) {
            tabs.get(number).navigate("/api/auth/login?next=/account?tab=" + number);
        }
        for (int number = 0; number < tabs.size(); number++) {
            var tab = tabs.get(number);
            if (number == 0) {
                enterCredentials(tab, "bob");
            }
            // Keycloak's page notices within two seconds that this browser has signed in, and goes on by itself
            assertThat(tab).hasURL(TestEnvironment.gatehouse() + "/account?tab=" + number);
        }
    }

    @Test
    void theSessionCookieIsKeptFromScriptsAndOtherSitesForADay() {
        var cookies = cookies(signedInAs("alice"));

        assertThat(cookies).extracting(cookie -> cookie.name).containsExactly("gatehouse_session");
        Cookie session = cookies.get(0);
        assertThat(session.httpOnly).isTrue();
        assertThat(session.secure).as("the public address is http").isFalse();
        assertThat(session.sameSite).isEqualTo(SameSiteAttribute.LAX);
        assertThat(session.path).isEqualTo("/");
        assertThat(session.expires.longValue())
                .isBetween(
                        Instant.now().plusSeconds(86_400 - 120).getEpochSecond(),
                        Instant.now().plusSeconds(86_400 + 5).getEpochSecond());
    }

    @Test
    void noHttpSessionIsKeptBeforeOrAfterSignIn() {
        var page = newBrowser();
        page.navigate("/login");
        assertThat(page.context().cookies()).isEmpty();

        page.navigate("/api/auth/login");
        enterCredentials(page, "alice");

        assertThat(page).hasURL(TestEnvironment.gatehouse() + "/");
        assertThat(cookies(page)).extracting(cookie -> cookie.name).containsExactly("gatehouse_session");
    }

    @Test
    void signingOutEndsTheSessionHereAndAtKeycloak() throws Exception {
        var page = signedInAs("carol");
        var token = cookies(page).get(0).value;
        var thief = Api.anonymous();
        thief.cookies().put("gatehouse_session", token);
        assertThat(thief.get("/api/auth/me").body()).contains("\"authenticated\":true");

        page.navigate("/account");
        page.getByRole(AriaRole.MAIN)
                .getByRole(AriaRole.BUTTON, in("Sign out").setExact(true))
                .click();

        assertThat(page).hasURL(Pattern.compile(TestEnvironment.gatehouse() + "/login.*"));
        assertThat(thief.get("/api/auth/me").body()).contains("\"authenticated\":false");
        page.navigate("/api/auth/login");
        assertThat(page.locator("#username")).isVisible();
    }

    @Test
    void aCallbackThatThisBrowserDidNotBeginIsRefusedWithASentence() {
        var page = newBrowser();
        page.navigate("/api/auth/callback?state=unknown&code=forged");

        assertThat(page).hasURL(Pattern.compile(".*/login\\?error=expired&id=\\w+"));
        assertThat(page.getByText("Start again")).isVisible();
        assertAccessible(page, "login-failed");
    }

    @Test
    void aStateCountsOnce() {
        var page = newBrowser();
        var callbacks = new ArrayList<String>();
        page.onRequest(request -> {
            if (request.url().contains("/api/auth/callback")) {
                callbacks.add(request.url());
            }
        });
        page.navigate("/api/auth/login");
        enterCredentials(page, "alice");
        assertThat(page).hasURL(TestEnvironment.gatehouse() + "/");

        page.navigate(callbacks.get(0));

        assertThat(page).hasURL(Pattern.compile(".*/login\\?error=expired.*|" + TestEnvironment.gatehouse() + "/"));
        assertThat(cookies(page)).extracting(cookie -> cookie.name).containsExactly("gatehouse_session");
    }

    /** Those that would go to Gatehouse. */
    private static List<Cookie> cookies(Page page) {
        return page.context().cookies(TestEnvironment.gatehouse().toString());
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions in(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
