package org.gatehouse.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what no rule foresaw: the container's own refusals as they are, all else as 500 with an id to look for. */
@Provider
public class UnexpectedMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable unexpected) {
        if (unexpected instanceof WebApplicationException refusal) {
            return answer(refusal.getResponse());
        }
        return ProblemDetails.toResponse(UnexpectedProblem.logged(unexpected));
    }

    private static Response answer(Response refusal) {
        Response answer = ProblemDetails.toResponse(new ContainerProblem(refusal.getStatus()));
        String allowed = refusal.getHeaderString(HttpHeaders.ALLOW);
        if (allowed != null) {
            answer.getHeaders().putSingle(HttpHeaders.ALLOW, allowed);
        }
        return answer;
    }
}
