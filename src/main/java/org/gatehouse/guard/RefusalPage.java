package org.gatehouse.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.gatehouse.page.Texts;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;

/** Tells a person why an application does not let them in, and whom to ask. Shown under the application's own address. */
@ApplicationScoped
public class RefusalPage {

    @Inject
    Settings settings;

    @Inject
    Texts texts;

    /** @param link where to go from here */
    void write(HttpServletResponse response, int status, String advice, String link) throws IOException {
        String page = texts.html(
                "guard.page",
                texts.of("guard.title." + status),
                advice,
                link,
                texts.of("guard.link." + status),
                settings.publicUrl().map(URI::toString).orElse(""));
        byte[] body = page.getBytes(UTF_8);
        response.setStatus(status);
        response.setHeader("Content-Security-Policy", policy());
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Our style sheet comes from our own host. */
    private String policy() {
        String origin = settings.publicUrl().map(Origin::of).orElse("'self'");
        return "default-src 'none'; style-src " + origin
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
