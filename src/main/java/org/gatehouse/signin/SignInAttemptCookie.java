package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.session.Cookies;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.settings.Settings;

/** Keeps a {@link SignInAttempt} in the browser, signed, under a name of its own, for sign-in only. */
@ApplicationScoped
public class SignInAttemptCookie {

    private static final String PURPOSE = "sign-in";
    private static final String PREFIX = "gatehouse_sign_in_";
    /** Of all attempts together: ten usual ones. Servers take a request's head up to 8 kB. */
    private static final int MOST_CHARACTERS = 5_000;

    /** Long enough to register at the provider and confirm an address. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    @Inject
    SigningKeys keys;

    @Inject
    Settings settings;

    void set(HttpServletRequest request, HttpServletResponse response, SignInAttempt attempt) {
        String value = keys.sign(PURPOSE, attempt.toClaims(), LIFETIME);
        forgetSurplus(request, response, MOST_CHARACTERS - value.length());
        add(request, response, attempt.state(), value, LIFETIME.toSeconds());
    }

    /** Takes the attempt of this state from the browser: it counts once. */
    Optional<SignInAttempt> take(HttpServletRequest request, HttpServletResponse response, String state) {
        Optional<SignInAttempt> attempt = Cookies.find(request, name(state))
                .flatMap(value -> keys.verify(PURPOSE, value))
                .map(SignInAttempt::of)
                .filter(kept -> kept.state().equals(state));
        attempt.ifPresent(kept -> add(request, response, state, "", 0));
        return attempt;
    }

    /** Attempts that nobody comes back from make room for new ones. Browsers send the oldest first. */
    private void forgetSurplus(HttpServletRequest request, HttpServletResponse response, int room) {
        List<Cookie> attempts = Cookies.all(request)
                .filter(cookie -> cookie.getName().startsWith(PREFIX))
                .toList();
        int surplus = attempts.stream().mapToInt(SignInAttemptCookie::length).sum() - room;
        for (Cookie oldest : attempts) {
            if (surplus <= 0) {
                return;
            }
            write(request, response, oldest.getName(), "", 0);
            surplus -= length(oldest);
        }
    }

    private static int length(Cookie cookie) {
        return cookie.getName().length() + cookie.getValue().length();
    }

    private void add(
            HttpServletRequest request, HttpServletResponse response, String state, String value, long maxAge) {
        write(request, response, name(state), value, maxAge);
    }

    private void write(
            HttpServletRequest request, HttpServletResponse response, String name, String value, long maxAge) {
        String path = request.getContextPath() + OpenIdAuthenticator.PATH;
        Cookies.add(response, name, value, path, maxAge, settings.secureCookies());
    }

    private static String name(String state) {
        return PREFIX + SignInAttempt.id(state);
    }
}
