package org.gatehouse.problem;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error answer (RFC 9457).
 *
 * @param errors the fields at fault, each with a JSON pointer (RFC 6901)
 */
@JsonbNillable(false)
public record ProblemDetails(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<FieldError> errors) {

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPES = "urn:gatehouse:problem:";

    public record FieldError(String pointer, String detail) {}

    static ProblemDetails of(Problem problem) {
        String field = problem.field();
        return new ProblemDetails(
                TYPES + problem.type(),
                problem.title(),
                problem.status(),
                problem.detail(),
                field == null ? null : List.of(new FieldError("/" + field, problem.detail())));
    }

    Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
