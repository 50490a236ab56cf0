package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.access.Caller;
import org.gatehouse.problem.ContainerProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.ratelimit.Limited;
import org.gatehouse.ratelimit.RateLimits;
import org.gatehouse.settings.Settings;

/** Where the provider tells that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0, section 2.5). */
@Path("auth/backchannel-logout")
@ApplicationScoped
public class BackchannelLogoutResource {

    private static final String PARAMETER = "logout_token=";
    private static final int LARGEST_BODY = 64 * 1024;

    @Inject
    LogoutTokens tokens;

    @Inject
    BackchannelLogoutService logouts;

    @Inject
    RateLimits limits;

    @Inject
    Settings settings;

    @Inject
    Caller caller;

    /** Tokens that do not hold are counted, as whoever guesses: those of the provider never are. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response end(InputStream form) throws IOException {
        if (settings.openIdClient().isEmpty()) {
            throw new NotFoundProblem("Nobody signs in here: this Gatehouse has no OpenID Provider.");
        }
        try {
            logouts.end(tokens.verify(read(form)));
        } catch (Problem refusal) {
            if (refusal.status() == 400) {
                limits.count(Limited.FAILURE, caller.getAddress());
            }
            throw refusal;
        }
        return Response.ok().build();
    }

    /** Read by ourselves: the container would take the token from an address as well, where logs have it. */
    private static String read(InputStream form) throws IOException {
        byte[] body = form.readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new ContainerProblem(413);
        }
        List<String> given = Arrays.stream(new String(body, UTF_8).split("&"))
                .filter(parameter -> parameter.startsWith(PARAMETER))
                .map(parameter -> parameter.substring(PARAMETER.length()))
                .toList();
        if (given.size() != 1) {
            throw malformed();
        }
        try {
            return URLDecoder.decode(given.get(0), UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return new Problem(400, "malformed", "Malformed body", "Send one logout_token, in a form.");
    }
}
