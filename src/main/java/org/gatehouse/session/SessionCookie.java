package org.gatehouse.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.gatehouse.settings.Settings;

/** Carries the session token: HttpOnly, SameSite=Lax, for the whole host or {@code COOKIE_DOMAIN}. */
@ApplicationScoped
public class SessionCookie {

    @Inject
    Settings settings;

    @Inject
    SessionToken token;

    /** The tokens that the browser sent: more than one while an earlier {@code COOKIE_DOMAIN}'s cookie lives on. */
    public List<String> read(HttpServletRequest request) {
        return Cookies.findAll(request, settings.sessionCookieName()).toList();
    }

    public void set(HttpServletResponse response, UserSession session) {
        add(response, token.issue(session), settings.sessionLifetime().toSeconds());
    }

    public void remove(HttpServletResponse response) {
        add(response, "", 0);
    }

    private void add(HttpServletResponse response, String value, long maxAge) {
        String domain = settings.cookieDomain().map(name -> "; Domain=" + name).orElse("");
        Cookies.add(response, settings.sessionCookieName(), value, "/" + domain, maxAge, settings.secureCookies());
    }
}
