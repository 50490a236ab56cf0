package org.gatehouse.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.Problem;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;

/** What people see of Gatehouse under an application's own address. Only the style sheet comes from Gatehouse's. */
@ApplicationScoped
public class VisitorPage {

    @Inject
    Sites sites;

    @Inject
    Settings settings;

    @Inject
    Texts texts;

    /**
     * Tells why an application does not let somebody in, and whom to ask.
     *
     * @param way where to go from here
     */
    void refuse(HttpServletResponse response, Problem refusal, Way way) throws IOException {
        write(
                response,
                refusal.status(),
                texts.html(
                        "guard.refusal",
                        sites.gatehouse(),
                        texts.of("guard.refusal." + refusal.status()),
                        refusal.detail(),
                        way.address(),
                        texts.of("guard.way." + way.label())));
    }

    /**
     * Asks for a token of an application.
     *
     * @param otherWay where to sign in at Gatehouse instead
     * @param error why the last one did not hold; empty where there was none
     */
    void askForToken(
            HttpServletResponse response, int status, GuardedApp app, String next, String otherWay, String error)
            throws IOException {
        write(
                response,
                status,
                texts.html(
                        "guard.token",
                        sites.gatehouse(),
                        texts.of("login.title"),
                        texts.of("login.to", app.getName()),
                        AppSignInServlet.TOKEN,
                        next,
                        texts.of("guard.token.label"),
                        !error.isEmpty(),
                        error,
                        texts.of("login.token.enter"),
                        otherWay,
                        texts.of("guard.token.otherWay")));
    }

    private void write(HttpServletResponse response, int status, String page) throws IOException {
        byte[] body = page.getBytes(UTF_8);
        String styles = settings.publicUrl().map(Origin::of).orElse("'self'");
        response.setStatus(status);
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src " + styles
                        + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /**
     * A link.
     *
     * @param label which text it has
     */
    record Way(String address, String label) {}
}
