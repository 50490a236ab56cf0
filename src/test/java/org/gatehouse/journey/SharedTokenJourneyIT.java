package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.PayaraMicro;
import org.gatehouse.testing.PlainGatehouse;
import org.gatehouse.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedTokenJourneyIT extends Journey {
    private static final String FIELD = "Access token or password";
    private static final String PASSWORD = "Öffne dich, Sesam 🗝";

    @TempDir
    private Path folder;

    @Test
    void theAddressInTheLogOpensANewGatehouse() {
        var page = newBrowser();
        page.navigate(PlainGatehouse.addressToOpen());

        assertThat(page).hasURL(PlainGatehouse.address() + "/");
        assertThat(page.getByRole(AriaRole.HEADING, named("You run this Gatehouse")))
                .isVisible();
        assertAccessible(page, "home-shared-token");
        page.getByRole(AriaRole.LINK, named("Open administration")).click();
        assertThat(page).hasURL(PlainGatehouse.address() + "/admin");
        assertThat(page.getByText("A random token lets in")).isVisible();
        page.getByText("Users").first().click();
        assertThat(page).hasURL(PlainGatehouse.address() + "/admin/users");

        page.locator("summary.person").click();
        picture(page, "menu-shared-token");
        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        assertThat(page.getByText("You are signed out")).isVisible();
        page.navigate(PlainGatehouse.address() + "/admin");
        assertThat(page.getByLabel(FIELD)).isVisible();
    }

    @Test
    void withoutScriptsTheFieldLeadsWhereTheVisitorWasGoing() {
        var page = newBrowser(new NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(PlainGatehouse.address() + "/admin/users?q=x");
        assertThat(page.getByLabel(FIELD)).isFocused();
        assertThat(page.getByLabel(FIELD)).hasAttribute("autocomplete", "current-password");

        page.getByLabel(FIELD).fill("wrong");
        page.getByRole(AriaRole.BUTTON, named("Continue")).click();
        assertThat(page.getByText("This is not the token or password")).isVisible();
        assertThat(page.getByLabel(FIELD)).hasAttribute("aria-invalid", "true");
        assertThat(page.getByLabel(FIELD)).isEmpty();

        page.getByLabel(FIELD).fill(PlainGatehouse.sharedToken());
        page.keyboard().press("Enter");
        assertThat(page).hasURL(PlainGatehouse.address() + "/admin/users?q=x");
    }

    @Test
    void theSignInPageIsAccessibleWithTheFieldAloneAndWithAnErrorInPlace() {
        var page = newBrowser();
        page.navigate(PlainGatehouse.address() + "/login");
        assertAccessible(page, "login-token");

        page.getByLabel(FIELD).fill("wrong");
        page.getByRole(AriaRole.BUTTON, named("Continue")).click();
        assertThat(page.getByText("This is not the token or password")).isVisible();
        assertAccessible(page, "login-token-wrong");

        page.navigate(PlainGatehouse.address() + "/admin?access_token=wrong");
        assertThat(page.getByText("does not open this Gatehouse")).isVisible();
        assertAccessible(page, "login-token-address");
    }

    @Test
    void besideAProviderTheFieldIsTheOtherWayAndAnAccountTakesOver() {
        var page = newBrowser();
        page.navigate("/login");
        assertThat(page.getByRole(AriaRole.LINK, named("Continue with Keycloak")))
                .isVisible();
        assertAccessible(page, "login-provider-and-token");

        page.getByLabel(FIELD).fill(TestEnvironment.sharedToken());
        page.getByRole(AriaRole.BUTTON, named("Continue").setExact(true)).click();
        assertThat(page.getByText("You run this Gatehouse")).isVisible();
        page.navigate("/account");
        assertThat(page.getByText("sign in with your account")).isVisible();

        page.navigate("/login?next=/account");
        page.getByRole(AriaRole.LINK, named("Continue with Keycloak")).click();
        enterCredentials(page, "dave");
        assertThat(page).hasURL(TestEnvironment.gatehouse() + "/account");
        assertThat(page.getByRole(AriaRole.HEADING, named("Account").setExact(true)))
                .isVisible();
    }

    @Test
    void aPasswordEndsWithItsSessionsWhenAnonymousAccessIsTurnedOnWhichEveryPageShows() throws Exception {
        var file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        var key = "4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j";
        var data = folder.resolve("data").toString();
        var log = Path.of("target", "it", "shared-password.log");
        var program = Api.anonymous();
        var withPassword = Map.of(
                "DATA_DIR",
                data,
                "SECRET_KEY",
                key,
                "SHARED_TOKEN_PASSWORD_FILE",
                file.toString(),
                "RATE_LIMIT_FAILURES",
                "5");
        try (var payara = PayaraMicro.start("/", withPassword, log)) {
            payara.awaitReady();
            Assertions.assertThat(Files.readString(log))
                    .contains("Open " + payara.address() + "/ and enter the password")
                    .doesNotContain("Sesam");
            var page = newBrowser();
            page.navigate(payara.address() + "/admin");
            page.getByLabel(FIELD).fill(PASSWORD);
            page.keyboard().press("Enter");
            assertThat(page).hasURL(payara.address() + "/admin");
            Assertions.assertThat(me(program, payara, basic(PASSWORD))).contains("shared_token");
            Assertions.assertThat(me(program, payara, "", "?access_token=" + URLEncoder.encode(PASSWORD, UTF_8)))
                    .contains("shared_token");
            for (int i = 0; i < 5; i++) {
                Assertions.assertThat(me(program, payara, basic("guess"))).contains("invalid-token");
            }
            Assertions.assertThat(me(program, payara, basic(PASSWORD))).contains("too-many-requests");
            page.reload();
            assertThat(page.getByText("The password of SHARED_TOKEN_PASSWORD lets in"))
                    .isVisible();
            program.cookies().put("gatehouse_session", page.context().cookies().get(0).value);
            Assertions.assertThat(me(program, payara, "")).contains("shared_token");
        }
        var off = Map.of("DATA_DIR", data, "SECRET_KEY", key, "SHARED_TOKEN", "off");
        try (var payara = PayaraMicro.start("/", off, log)) {
            payara.awaitReady();
            Assertions.assertThat(Files.readString(log)).contains("anybody who reaches " + payara.address() + "/ runs");
            Assertions.assertThat(me(program, payara, ""))
                    .contains("\"authenticated\":false", "\"method\":\"anonymous\"", "\"administrator\":true");
            Assertions.assertThat(program.get(payara.address() + "/api/orgs").body())
                    .isEqualTo("[]");
            Assertions.assertThat(
                            program.get(payara.address() + "/api/users/me").statusCode())
                    .isEqualTo(403);
            var page = newBrowser();
            page.navigate(payara.address() + "/login?next=/admin");
            assertThat(page).hasURL(payara.address() + "/admin");
            for (var path :
                    new String[] {"/", "/admin", "/admin/users", "/admin/orgs", "/account", "/nothing", "/links/x"}) {
                page.navigate(payara.address() + path);
                assertThat(page.getByText("Anonymous access.")).isVisible();
            }
            page.navigate(payara.address() + "/");
            assertAccessible(page, "home-anonymous");
        }
    }

    private static String me(Api program, PayaraMicro payara, String authorization, String... query) throws Exception {
        var headers = new HashMap<>(Map.of("X-Forwarded-For", "192.0.2.200"));
        if (!authorization.isEmpty()) {
            headers.put("Authorization", authorization);
        }
        return program.get(payara.address() + "/api/auth/me" + String.join("", query), headers)
                .body();
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("me:" + password).getBytes(UTF_8));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
