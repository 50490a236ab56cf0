package org.gatehouse.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers what no rule foresaw: the container's own refusals as they are, all else as 500 with an id to look for. */
@Provider
public class UnexpectedMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class.getName());

    @Override
    public Response toResponse(Throwable unexpected) {
        if (unexpected instanceof WebApplicationException refusal) {
            return answer(refusal.getResponse());
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.SEVERE, "Unexpected [" + id + "]", unexpected);
        return ProblemDetails.toResponse(new Problem(
                500,
                "unexpected",
                "Unexpected error",
                "Something went wrong here. Try again; if it stays, tell the operator this id: " + id + "."));
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
