package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.TestEnvironment;
import org.gatehouse.testing.Tokens;
import org.junit.jupiter.api.Test;

/** Carol looks where she is signed in, and ends it: here, there, everywhere, or at Keycloak. */
class SessionsJourneyIT extends Journey {
    private static final String PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
    private static final Pattern LOGIN = Pattern.compile(".*/login.*");

    @Test
    void sessionsAreListedWithTheirBrowserAndEndOneByOneOrTogether() throws Exception {
        Newcomer.bearer(Tokens.of("carol").access()).delete("/api/sessions");
        var here = signedInAs("carol");
        var phone = newBrowser(new NewContextOptions().setUserAgent(PHONE));
        signIn(phone);
        var script = Api.signedInAs("carol");

        here.navigate("/account");
        assertThat(row(here, "Firefox on Android")).containsText("127.0.0.1");
        assertThat(row(here, "Firefox on Android")).containsText("last seen just now");
        assertThat(row(here, "this one")).containsText("Chrome on");
        assertThat(row(here, "Java-http-client")).isVisible();
        assertAccessible(here, "sessions");

        row(here, "Firefox on Android")
                .getByRole(AriaRole.BUTTON, in("End Firefox on Android"))
                .click();
        assertThat(here.getByText("The session of Firefox on Android is ended."))
                .isVisible();
        assertThat(row(here, "Firefox on Android")).hasCount(0);
        phone.navigate("/account");
        assertThat(phone).hasURL(LOGIN);

        assertThat(script.get("/api/users/me").statusCode()).isEqualTo(200);
        here.getByRole(AriaRole.BUTTON, named("End all others")).click();
        assertThat(here.getByText("All your other sessions are ended.")).isVisible();
        assertThat(script.get("/api/users/me").statusCode()).isEqualTo(401);
        assertThat(here.getByRole(AriaRole.BUTTON, named("End all others"))).hasCount(0);
        assertAccessible(here, "sessions-one");
    }

    @Test
    void withoutScriptsASessionEndsAndAllDo() throws Exception {
        Newcomer.bearer(Tokens.of("carol").access()).delete("/api/sessions");
        var other = signedInAs("carol");
        var script = Api.signedInAs("carol");
        var plain = newBrowser(new NewContextOptions().setUserAgent(PHONE).setJavaScriptEnabled(false));
        signIn(plain);

        plain.navigate("/account");
        row(plain, "Java-http-client").getByRole(AriaRole.BUTTON, in("End")).click();
        assertThat(plain.getByText("The session of Java-http-client")).isVisible();
        assertThat(script.get("/api/users/me").statusCode()).isEqualTo(401);
        plain.getByRole(AriaRole.BUTTON, named("Sign out everywhere")).click();

        assertThat(plain).hasURL(LOGIN);
        plain.navigate("/api/auth/login");
        assertThat(plain.locator("#username")).isVisible();
        other.navigate("/account");
        assertThat(other).hasURL(LOGIN);
    }

    @Test
    void whoSignsOutInKeycloaksAccountConsoleIsOutHereAtTheNextRequest() throws Exception {
        var carol = signedInAs("carol");
        var elsewhere = Api.signedInAs("carol");
        carol.navigate("/account");
        assertThat(carol).hasURL(TestEnvironment.gatehouse() + "/account");

        var console = carol.context().newPage();
        console.navigate(TestEnvironment.keycloak().issuer() + "/account");
        console.getByRole(AriaRole.BUTTON, named(Pattern.compile("Carol"))).click();
        console.getByRole(AriaRole.MENUITEM, named("Sign out")).click();
        assertThat(console.locator("#username")).isVisible();

        carol.navigate("/account");
        assertThat(carol).hasURL(LOGIN);
        assertThat(elsewhere.get("/api/users/me").statusCode())
                .as("another of Keycloak's sessions")
                .isEqualTo(200);
    }

    @Test
    void whomKeycloaksAdministratorSignsOutIsOutHereAtTheNextRequest() throws Exception {
        var carol = signedInAs("carol");
        var elsewhere = Api.signedInAs("carol");

        signOutAtKeycloak("carol");

        carol.navigate("/account");
        assertThat(carol).hasURL(LOGIN);
        assertThat(elsewhere.get("/api/users/me").statusCode()).isEqualTo(401);
    }

    private void signIn(Page page) {
        page.navigate("/api/auth/login");
        enterCredentials(page, "carol");
        page.waitForURL(TestEnvironment.gatehouse() + "/**");
    }

    private static Locator row(Page page, String text) {
        return page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void signOutAtKeycloak(String name) throws Exception {
        var json = new ObjectMapper();
        var keycloak = TestEnvironment.keycloak().address();
        var token = Api.anonymous()
                .postForm(
                        keycloak + "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "admin-cli",
                                "username", "admin",
                                "password", "admin"));
        var admin = Api.with(
                "Authorization",
                "Bearer " + json.readTree(token.body()).get("access_token").asText());
        var users = keycloak + "/admin/realms/gatehouse/users";
        var user = json.readTree(
                        admin.get(users + "?exact=true&username=" + name).body())
                .at("/0/id")
                .asText();
        assertThat(admin.post(users + "/" + user + "/logout", "").statusCode()).isEqualTo(204);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions named(Pattern name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions in(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
