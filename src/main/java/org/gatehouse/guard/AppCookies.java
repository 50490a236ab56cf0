package org.gatehouse.guard;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.app.KnownAppTokens;
import org.gatehouse.session.Cookies;
import org.gatehouse.session.KnownSession;
import org.gatehouse.session.KnownSessions;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.settings.Settings;

/**
 * An application's own cookies on its own host: one says which session stands behind it, the other which of the application's tokens.
 * Each ends with that, and is worth nothing anywhere else, neither for another application nor for Gatehouse itself.
 */
@ApplicationScoped
public class AppCookies {

    private static final String OURS = "gatehouse_";
    private static final String OURS_OF_HOST = Cookies.ofHost(OURS, true).toLowerCase(Locale.ROOT);
    private static final String SESSION = OURS + "app_";
    private static final String TOKEN = OURS + "token_";
    private static final String ID = "id";

    @Inject
    SigningKeys keys;

    @Inject
    KnownSessions sessions;

    @Inject
    KnownAppTokens tokens;

    @Inject
    Settings settings;

    /** The caller is whoever this browser came over from Gatehouse as, if nothing else says who calls. */
    void introduce(Caller caller, GuardedApp app, HttpServletRequest request) {
        if (!caller.isAuthenticated() && caller.findRefusal().isEmpty()) {
            findSession(app, request).ifPresent(session -> session.introduce(caller));
        }
    }

    Optional<KnownSession> findSession(GuardedApp app, HttpServletRequest request) {
        return read(SESSION, app, request)
                .flatMap(id -> sessions.find(id).stream())
                .findFirst();
    }

    Optional<TokenHolder> findToken(GuardedApp app, HttpServletRequest request) {
        return read(TOKEN, app, request).flatMap(id -> tokens.find(id).stream()).findFirst();
    }

    void setSession(HttpServletResponse response, GuardedApp app, UUID sessionId) {
        set(SESSION, response, app, sessionId);
    }

    void setToken(HttpServletResponse response, GuardedApp app, TokenHolder holder) {
        set(TOKEN, response, app, holder.secretId());
    }

    /** What is left of the browser's cookies for the application: all but Gatehouse's own, as they were sent. */
    String notOurs(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Cookie")).stream()
                .flatMap(header -> Stream.of(header.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> !cookie.isEmpty() && !isOurs(cookie))
                .collect(joining("; "));
    }

    private boolean isOurs(String cookie) {
        String name = cookie.split("=", 2)[0].strip().toLowerCase(Locale.ROOT);
        return name.startsWith(OURS)
                || name.startsWith(OURS_OF_HOST)
                || name.equals(settings.sessionCookieName().toLowerCase(Locale.ROOT));
    }

    private Stream<UUID> read(String kind, GuardedApp app, HttpServletRequest request) {
        String name = name(kind, app);
        return Cookies.findAll(request, name)
                .flatMap(value -> keys.recall(purpose(kind, app), value).stream())
                .map(claims -> UUID.fromString(String.valueOf(claims.getClaim(ID))));
    }

    private void set(String kind, HttpServletResponse response, GuardedApp app, UUID id) {
        String value = keys.sign(purpose(kind, app), Map.of(ID, id.toString()), settings.sessionLifetime());
        long seconds = settings.sessionLifetime().toSeconds();
        Cookies.add(response, name(kind, app), value, "/", seconds, settings.secureCookies());
    }

    /** Several applications may share a host. */
    private String name(String kind, GuardedApp app) {
        return Cookies.ofHost(kind + app.getId().toString().replace("-", ""), settings.secureCookies());
    }

    private static String purpose(String kind, GuardedApp app) {
        return kind + app.getId();
    }
}
