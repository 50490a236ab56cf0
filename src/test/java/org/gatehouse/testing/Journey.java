package org.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A test that looks at Gatehouse as people do: through browsers, each with cookies of its own, that come to it with
 * nothing and are closed after the test. A failure leaves a picture of every open page in {@code target/screenshots}.
 */
@ExtendWith({Journey.PictureOfFailure.class, ArquillianExtension.class})
@RunAsClient
public abstract class Journey {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final int PATIENCE_MILLIS = 15_000;

    private final List<BrowserContext> browsers = new ArrayList<>();

    /** A new browser that is not signed in; addresses may be relative to Gatehouse's. */
    protected final Page newBrowser() {
        return newBrowser(new NewContextOptions());
    }

    protected final Page newBrowser(NewContextOptions options) {
        var context = OneBrowser.INSTANCE.newContext(
                options.setBaseURL(TestEnvironment.gatehouse().toString())
                        .setLocale("en")
                        .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        browsers.add(context);
        return context.newPage();
    }

    /** A new browser in which somebody of the realm is signed in, at home. */
    protected final Page signedInAs(String name) {
        var page = newBrowser();
        page.navigate("/api/auth/login");
        enterCredentials(page, name);
        page.waitForURL(TestEnvironment.gatehouse() + "/**");
        return page;
    }

    /** Fills in Keycloak's form, which must be on the page, and sends it. */
    protected final void enterCredentials(Page page, String name) {
        page.fill("#username", name);
        page.fill("#password", name);
        page.click("#kc-login");
    }

    /**
     * Fails if axe finds anything on the page, or if it scrolls sideways: in light and dark, wide and at 360 px. Leaves
     * a picture of each.
     */
    protected final void assertAccessible(Page page, String name) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var width : List.of(1280, 360)) {
                page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
                page.setViewportSize(width, 800);
                var look = "%s-%s-%d".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width);
                picture(page, look);
                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .as("what axe finds on %s (%s)", page.url(), look)
                        .isEmpty();
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as("how wide %s is (%s)", page.url(), look)
                        .isLessThanOrEqualTo(width);
            }
        }
        page.setViewportSize(1280, 800);
    }

    /** Leaves a picture of the whole page in {@code target/screenshots}. */
    protected final void picture(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @BeforeEach
    void requireGatehouse() {
        TestEnvironment.requireGatehouse();
    }

    @AfterEach
    void closeBrowsers() {
        browsers.forEach(BrowserContext::close);
        browsers.clear();
    }

    private void pictureOfFailure(String test) {
        var pages = browsers.stream().flatMap(each -> each.pages().stream()).toList();
        for (var page : pages) {
            picture(page, "FAILED-%s-%d".formatted(test, pages.indexOf(page) + 1));
        }
    }

    /** Before {@link #closeBrowsers} takes the pages away. */
    static final class PictureOfFailure implements TestExecutionExceptionHandler {
        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            var test = context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName();
            ((Journey) context.getRequiredTestInstance()).pictureOfFailure(test);
            throw failure;
        }
    }

    /** Started by the first journey, shared by all. */
    private static final class OneBrowser {
        static final Browser INSTANCE = TestEnvironment.chromium().launch();
    }
}
