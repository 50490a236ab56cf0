package org.gatehouse.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.access.Caller;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.session.Cookies;
import org.gatehouse.session.KnownSession;
import org.gatehouse.session.KnownSessions;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.settings.Settings;

/**
 * An application's own cookie on its own host. It says which session stands behind it, in {@code sid}, and ends with that; it is worth
 * nothing anywhere else, neither for another application nor for Gatehouse itself.
 */
@ApplicationScoped
public class AppCookie {

    private static final String SESSION_ID = "sid";

    @Inject
    SigningKeys keys;

    @Inject
    KnownSessions sessions;

    @Inject
    Settings settings;

    /** The caller is whoever this browser came over from Gatehouse as, if nothing else says who calls. */
    void introduce(Caller caller, GuardedApp app, HttpServletRequest request) {
        if (!caller.isAuthenticated() && caller.findRefusal().isEmpty()) {
            find(app, request).ifPresent(session -> session.introduce(caller));
        }
    }

    /** The live session behind the cookie. */
    Optional<KnownSession> find(GuardedApp app, HttpServletRequest request) {
        List<String> values = Cookies.findAll(request, name(app)).toList();
        return values.stream()
                .flatMap(value -> keys.verify(purpose(app), value).stream())
                .flatMap(claims -> Stream.of(UUID.fromString(String.valueOf(claims.getClaim(SESSION_ID)))))
                .flatMap(id -> sessions.find(id).stream())
                .findFirst();
    }

    void set(HttpServletResponse response, GuardedApp app, UUID sessionId) {
        String value = keys.sign(purpose(app), Map.of(SESSION_ID, sessionId.toString()), settings.sessionLifetime());
        Cookies.add(response, name(app), value, "/", settings.sessionLifetime().toSeconds(), settings.secureCookies());
    }

    /** Several applications may share a host. */
    private static String name(GuardedApp app) {
        return "gatehouse_app_" + app.getId().toString().replace("-", "");
    }

    private static String purpose(GuardedApp app) {
        return "app " + app.getId();
    }
}
