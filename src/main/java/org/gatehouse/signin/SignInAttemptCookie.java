package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.session.Cookies;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.settings.Settings;

/** Keeps a {@link SignInAttempt} in the browser, signed, under a name of its own, for the callback only. */
@ApplicationScoped
public class SignInAttemptCookie {

    private static final String PURPOSE = "sign-in";
    /** Long enough to register at the provider and confirm an address. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    @Inject
    SigningKeys keys;

    @Inject
    Settings settings;

    void set(HttpServletRequest request, HttpServletResponse response, SignInAttempt attempt) {
        add(request, response, attempt.state(), keys.sign(PURPOSE, attempt.toClaims(), LIFETIME), LIFETIME.toSeconds());
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

    private void add(
            HttpServletRequest request, HttpServletResponse response, String state, String value, long maxAge) {
        String path = request.getContextPath() + OpenIdAuthenticator.CALLBACK;
        Cookies.add(response, name(state), value, path, maxAge, settings.secureCookies());
    }

    private static String name(String state) {
        return "gatehouse_sign_in_" + SignInAttempt.id(state);
    }
}
