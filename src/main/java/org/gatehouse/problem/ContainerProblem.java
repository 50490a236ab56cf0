package org.gatehouse.problem;

import jakarta.ws.rs.core.Response.Status;

/** What the container refuses by itself: an address, a method, a format that is not there. */
public class ContainerProblem extends Problem {

    public ContainerProblem(int status) {
        super(status, "http-" + status, title(status), sentence(status));
    }

    private static String title(int status) {
        Status known = Status.fromStatusCode(status);
        return known == null ? "HTTP " + status : known.getReasonPhrase();
    }

    private static String sentence(int status) {
        return switch (status) {
            case 403 -> "Another site's script sent this. If it is yours, its origin belongs in CORS_ORIGINS.";
            case 404 -> "There is nothing at this address. Check its spelling.";
            case 405 -> "This address does not take that method. The header Allow lists those it takes.";
            case 406 -> "This cannot be told in a format that you accept. Accept application/json.";
            case 413 -> "The body is too large.";
            case 415 -> "The body is in a format that is not read here. Send application/json, or what /openapi names.";
            default ->
                status < 500
                        ? "The request cannot be read. Check it against the description at /openapi."
                        : "Something went wrong here. Try again; if it stays, tell the operator.";
        };
    }
}
