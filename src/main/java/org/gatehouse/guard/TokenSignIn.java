package org.gatehouse.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.app.AppTokenService;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.gatehouse.ratelimit.Limited;
import org.gatehouse.ratelimit.RateLimits;

/**
 * Lets a browser into an application that has brought one of its tokens. This Gatehouse's own is not taken here: who has that signs in
 * at Gatehouse.
 */
@ApplicationScoped
public class TokenSignIn {

    @Inject
    AppTokenService tokens;

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
        cookies.setToken(response, app, require(token, app));
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
