package org.gatehouse.problem;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
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

    /**
     * Reads each value of a list.
     *
     * @throws InvalidProblem with the errors of all values that cannot be read, each below its place in the list
     */
    public static <V, R> List<R> requireEach(String field, List<? extends V> values, Function<V, R> reading) {
        List<R> read = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            try {
                read.add(reading.apply(values.get(i)));
            } catch (InvalidProblem invalid) {
                errors.addAll(invalid.in(field + "/" + i).errors());
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidProblem(errors);
        }
        return read;
    }

    /** The same about a part of a value: its fields are below this one. */
    private InvalidProblem in(String field) {
        return new InvalidProblem(errors.stream()
                .map(error -> new FieldError(field + "/" + error.field(), error.detail()))
                .toList());
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
