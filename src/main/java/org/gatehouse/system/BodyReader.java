package org.gatehouse.system;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gatehouse.problem.ContainerProblem;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.Problem;

/**
 * Reads a JSON object into the record that a resource takes, without the leniency of a data binding: a number is no
 * text. What is missing of a record's {@code String}s and lists is empty, for its rule to complain about; an
 * {@code Optional} may be missing. Fields that the record does not have are ignored.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class BodyReader implements MessageBodyReader<Record> {

    private static final int LARGEST_BODY = 64 * 1024;
    /** Looked up once, that is the slow part. */
    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    /**
     * @throws Problem 413 if the body is too large, 400 if it is no JSON object
     * @throws InvalidProblem naming every field of the wrong type
     */
    @Override
    public Record readFrom(
            Class<Record> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new ContainerProblem(413);
        }
        return bind(parse(bytes), type);
    }

    private static JsonObject parse(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(bytes))) {
            if (parser.next() == Event.START_OBJECT) {
                JsonObject object = parser.getObject();
                if (!parser.hasNext()) {
                    return object;
                }
            }
        } catch (RuntimeException malformed) {
            // answered below; the parser refuses what is nested too deeply with no JsonException
        }
        throw new Problem(400, "malformed", "Malformed body", "The body is not a JSON object. Check its syntax.");
    }

    private static Record bind(JsonObject body, Class<?> type) {
        List<Object> values = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String field = snakeCase(component.getName());
            try {
                values.add(read(field, component.getGenericType(), body.getOrDefault(field, JsonValue.NULL)));
            } catch (BodyField.Mismatch mismatch) {
                errors.add(new FieldError(field, "Give " + field + " as " + mismatch.expected() + "."));
            } catch (InvalidProblem inside) {
                errors.addAll(inside.errors());
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidProblem(errors);
        }
        return construct(type, values);
    }

    private static Object read(String field, Type type, JsonValue value) throws BodyField.Mismatch {
        if (type instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord()) {
            return InvalidProblem.requireEach(field, BodyField.objects(value), object -> bind(object, element));
        }
        return BodyField.read(type, value);
    }

    private static Record construct(Class<?> type, List<Object> values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return (Record) type.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(\\p{Upper})", "_$1").toLowerCase(Locale.ROOT);
    }
}
