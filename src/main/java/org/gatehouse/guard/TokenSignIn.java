package org.gatehouse.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.access.PrefixedSecret.Kind;
import org.gatehouse.app.AppTokenService;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.gatehouse.ratelimit.Limited;
import org.gatehouse.ratelimit.RateLimits;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.sharedtoken.InstanceToken;

/** Lets a browser into an application that has brought a token: one of the application's own, or the one of this Gatehouse. */
@ApplicationScoped
public class TokenSignIn {

    @Inject
    AppTokenService tokens;

    @Inject
    InstanceToken instanceToken;

    @Inject
    UserSessionService sessions;

    @Inject
    AppCookies cookies;

    @Inject
    RateLimits limits;

    @Inject
    Caller caller;

    /**
     * Gives the browser the cookie by which it is known from here on.
     *
     * @throws Problem 401 if the token does not open this application, 429 if too many from there did not
     */
    void enter(String token, GuardedApp app, HttpServletResponse response) {
        if (instanceToken.isOn() && !Kind.APP_TOKEN.isMeantBy(token)) {
            UUID id = instanceToken.require(token, caller.getAddress());
            cookies.setSession(response, app, sessions.open(id).getId());
        } else {
            cookies.setToken(response, app, require(token, app));
        }
    }

    private TokenHolder require(String token, GuardedApp app) {
        return tokens.authenticate(token)
                .filter(holder -> holder.appId().equals(app.getId()))
                .orElseThrow(() -> {
                    limits.count(Limited.FAILURE, caller.getAddress());
                    return UnauthenticatedProblem.invalidToken("This token does not open " + app.getName()
                            + ", or not any more. Ask whoever gave it to you.");
                });
    }
}
