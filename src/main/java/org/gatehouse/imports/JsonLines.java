package org.gatehouse.imports;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;

/** Rows as JSON objects, one a line, with an {@code email} and perhaps a {@code role}. */
final class JsonLines {

    /** Looked up once, that is the slow part. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private JsonLines() {}

    static void read(BufferedReader text, RowCollector rows) throws IOException {
        int number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (!line.isBlank()) {
                add(number, line, rows);
            }
        }
    }

    private static void add(int number, String line, RowCollector rows) {
        Optional<JsonObject> object = parse(line);
        if (object.isPresent()) {
            rows.add(number, text(object.get(), "email"), text(object.get(), "role"));
        } else {
            rows.addInvalid(number, line, "", "This line is not a JSON object.");
        }
    }

    private static Optional<JsonObject> parse(String line) {
        try (JsonParser parser = JSON.createParser(new StringReader(line))) {
            return parser.next() == Event.START_OBJECT
                    ? Optional.of(parser.getObject()).filter(object -> !parser.hasNext())
                    : Optional.empty();
        } catch (RuntimeException malformed) {
            // the parser refuses what is nested too deeply with no JsonException
            return Optional.empty();
        }
    }

    /** What is no text is taken as it stands there, for the rules to complain about. */
    private static String text(JsonObject object, String name) {
        JsonValue value = object.getOrDefault(name, JsonValue.NULL);
        if (value instanceof JsonString string) {
            return string.getString();
        }
        return value == JsonValue.NULL ? "" : value.toString();
    }
}
