package org.gatehouse.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gatehouse.problem.Problem;

/** Asks every {@link RequestAuthorizer} that was added to Gatehouse; there may be none. */
@ApplicationScoped
public class RequestAuthorization {

    @Inject
    @Any
    Instance<RequestAuthorizer> found;

    @Inject
    Caller caller;

    private List<RequestAuthorizer> authorizers = List.of();

    @PostConstruct
    void find() {
        authorizers = found.stream().toList();
    }

    /**
     * Asks about a request to Gatehouse itself.
     *
     * @throws Problem if one of them has something against it
     */
    public void require(HttpServletRequest request) {
        if (!authorizers.isEmpty()) {
            require(RequestLine.of(request));
        }
    }

    /** @throws Problem if one of them has something against it */
    public void require(RequestLine request) {
        for (RequestAuthorizer authorizer : authorizers) {
            authorizer.authorize(request, caller);
        }
    }
}
