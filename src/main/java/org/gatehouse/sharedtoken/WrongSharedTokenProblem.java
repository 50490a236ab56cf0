package org.gatehouse.sharedtoken;

import java.util.List;
import java.util.Map;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.Problem;

/** 401: what was brought is not the shared token. It is counted already. */
public class WrongSharedTokenProblem extends Problem {

    WrongSharedTokenProblem() {
        super(
                401,
                "invalid-token",
                "Invalid token",
                "This is not the token or password of this Gatehouse, or not any more. Ask whoever runs it.");
    }

    /** The field of the sign-in page. */
    @Override
    public List<FieldError> errors() {
        return List.of(new FieldError("password", detail()));
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
}
