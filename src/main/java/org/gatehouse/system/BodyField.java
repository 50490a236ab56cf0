package org.gatehouse.system;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One field of a body, read as the type of its record's component and as nothing else. */
final class BodyField {

    private BodyField() {}

    /** @throws Mismatch if the value is of another type, or missing where nothing stands for that */
    static Object read(Type type, JsonValue value) throws Mismatch {
        boolean missing = value.getValueType() == ValueType.NULL;
        if (type instanceof ParameterizedType of && of.getRawType() == Optional.class) {
            return missing ? Optional.empty() : Optional.of(read(of.getActualTypeArguments()[0], value));
        }
        if (type == String.class) {
            return missing ? "" : text(value);
        }
        if (type instanceof ParameterizedType of && of.getRawType() == List.class) {
            return missing ? List.of() : texts(value);
        }
        if (type == Integer.class || type == int.class) {
            return number(value);
        }
        if (type == Boolean.class || type == boolean.class) {
            return flag(value);
        }
        if (type == Instant.class) {
            return time(value);
        }
        if (type == UUID.class) {
            return id(value);
        }
        throw new IllegalStateException("No body is read into a " + type);
    }

    /** A list of objects; empty where it is missing. */
    static List<JsonObject> objects(JsonValue value) throws Mismatch {
        if (value.getValueType() == ValueType.NULL) {
            return List.of();
        }
        if (value instanceof JsonArray array && array.stream().allMatch(JsonObject.class::isInstance)) {
            return array.getValuesAs(JsonObject.class);
        }
        throw new Mismatch("a list of objects");
    }

    private static String text(JsonValue value) throws Mismatch {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new Mismatch("text");
    }

    private static List<String> texts(JsonValue value) throws Mismatch {
        if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
            return array.getValuesAs(JsonString::getString);
        }
        throw new Mismatch("a list of texts");
    }

    private static int number(JsonValue value) throws Mismatch {
        if (value instanceof JsonNumber number && number.isIntegral()) {
            try {
                return number.intValueExact();
            } catch (ArithmeticException tooLarge) {
                // told below
            }
        }
        throw new Mismatch("a whole number");
    }

    private static boolean flag(JsonValue value) throws Mismatch {
        if (value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE) {
            return value.getValueType() == ValueType.TRUE;
        }
        throw new Mismatch("true or false");
    }

    private static Instant time(JsonValue value) throws Mismatch {
        try {
            if (value instanceof JsonString text) {
                return OffsetDateTime.parse(text.getString()).toInstant();
            }
        } catch (DateTimeParseException none) {
            // told below
        }
        throw new Mismatch("a time like 2030-12-31T23:59:59Z");
    }

    private static UUID id(JsonValue value) throws Mismatch {
        try {
            if (value instanceof JsonString text) {
                return UUID.fromString(text.getString());
            }
        } catch (IllegalArgumentException none) {
            // told below
        }
        throw new Mismatch("an id");
    }

    /** A value of another type than the field's. */
    static final class Mismatch extends Exception {

        private final String expected;

        Mismatch(String expected) {
            super(expected, null, false, false);
            this.expected = expected;
        }

        /** In words, for {@code Give … as …}. */
        String expected() {
            return expected;
        }
    }
}
