package org.gatehouse.problem;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** 422: values that cannot be taken. */
public class InvalidProblem extends Problem {

    private final transient List<FieldError> errors;

    public InvalidProblem(String field, String detail) {
        this(List.of(new FieldError(field, detail)));
    }

    public InvalidProblem(List<FieldError> errors) {
        super(
                422,
                "invalid",
                "Invalid value",
                errors.stream().map(FieldError::detail).collect(Collectors.joining(" ")));
        this.errors = List.copyOf(errors);
    }

    /**
     * Makes every check, each by parsing a value, so that who filled in a form hears of all its errors at once.
     *
     * @throws InvalidProblem with the errors of all checks that failed
     */
    public static void requireAll(Supplier<?>... checks) {
        List<FieldError> errors =
                Arrays.stream(checks).flatMap(InvalidProblem::errorsOf).toList();
        if (!errors.isEmpty()) {
            throw new InvalidProblem(errors);
        }
    }

    private static Stream<FieldError> errorsOf(Supplier<?> check) {
        try {
            var unused = check.get();
            return Stream.empty();
        } catch (InvalidProblem invalid) {
            return invalid.errors().stream();
        }
    }

    @Override
    public List<FieldError> errors() {
        return errors;
    }

    /** {@code errors}: each field's JSON pointer (RFC 6901) and what is wrong there. */
    @Override
    public JsonObject extensions() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        errors.forEach(error -> list.add(
                Json.createObjectBuilder().add("pointer", "/" + error.field()).add("detail", error.detail())));
        return Json.createObjectBuilder().add("errors", list).build();
    }
}
