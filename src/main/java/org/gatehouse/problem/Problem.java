package org.gatehouse.problem;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * Something a caller did that cannot be done, told so that a person can act on it. The API answers it as
 * {@code application/problem+json} (RFC 9457), a page shows its {@link #getMessage() detail}.
 */
public class Problem extends RuntimeException {

    private final int status;
    private final String type;
    private final String title;

    /**
     * @param status HTTP status code
     * @param type stable, kebab-case name of the kind of problem
     * @param title the kind in a few words
     * @param detail a sentence about this occurrence that says what to do
     */
    public Problem(int status, String type, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    /** A sentence about this occurrence that says what to do. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The fields at fault; empty where it is not about fields. */
    public List<FieldError> errors() {
        return List.of();
    }

    /** Headers that go with the answer. */
    public Map<String, String> headers() {
        return Map.of();
    }

    /** What a program is told besides (RFC 9457, section 3.2). */
    public JsonObject extensions() {
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
