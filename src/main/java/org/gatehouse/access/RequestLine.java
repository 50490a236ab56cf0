package org.gatehouse.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.util.Objects;
import org.gatehouse.problem.ForbiddenProblem;

/**
 * What a request asks for.
 *
 * @param method in upper case
 * @param host of the guarded application, with its port if it is not the usual one; empty for Gatehouse itself
 * @param path decoded, without context root and query, e.g. {@code /api/orgs}
 */
public record RequestLine(String method, String host, String path) {

    /** @throws ForbiddenProblem if servlets and what is in them could read the path differently: a rule would see one of them */
    static RequestLine of(HttpServletRequest request) {
        String read = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        String written =
                request.getRequestURI().substring(request.getContextPath().length());
        if (!URLDecoder.decode(written.replace("+", "%2B"), UTF_8).equals(read)) {
            throw new ForbiddenProblem(
                    "This address can be read in more than one way. Write it without dots alone, double"
                            + " slashes, semicolons and encoded slashes.");
        }
        return new RequestLine(request.getMethod(), "", read);
    }
}
