package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.sharedtoken.InstanceToken;

/**
 * Tells programs that get 401 that the shared token may come as a password, too. Browsers are not told: they would open a
 * window of their own.
 */
@Provider
@ApplicationScoped
public class BasicChallenge implements ContainerResponseFilter {

    static final String HEADER = "WWW-Authenticate";
    static final String VALUE = "Basic realm=\"Gatehouse\", charset=\"UTF-8\"";

    @Inject
    InstanceToken token;

    @Inject
    HttpServletRequest httpRequest;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (belongsTo(response.getStatus())) {
            response.getHeaders().add(HEADER, VALUE);
        }
    }

    /** Whether an answer of this status has it. */
    boolean belongsTo(int status) {
        return status == HttpServletResponse.SC_UNAUTHORIZED && token.isOn() && !Browsers.sent(httpRequest);
    }
}
