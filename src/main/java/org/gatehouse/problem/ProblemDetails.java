package org.gatehouse.problem;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A {@link Problem} as the body of an answer (RFC 9457). */
public final class ProblemDetails {

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPES = "urn:gatehouse:problem:";

    private ProblemDetails() {}

    static Response toResponse(Problem problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(MEDIA_TYPE).entity(json(problem));
        problem.headers().forEach(answer::header);
        return answer.build();
    }

    /** Answers a problem from outside JAX-RS. */
    public static void write(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = json(problem).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        problem.headers().forEach(response::addHeader);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String json(Problem problem) {
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("type", TYPES + problem.type())
                .add("title", problem.title())
                .add("status", problem.status())
                .add("detail", problem.detail());
        problem.extensions().forEach(body::add);
        return body.build().toString();
    }
}
