package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * What the provider answered, looked at before Soteria reads it.
 *
 * @param json the body; an empty object where it is none
 */
record ProviderAnswer(int status, JsonObject json) {

    private static final int LARGEST = 256 * 1024;

    /**
     * Reads it, and leaves for Soteria what was read: in another charset the same bytes might say something else.
     *
     * @throws SignInFailure if it is larger than any that makes sense
     */
    static ProviderAnswer read(ClientResponseContext response) throws IOException {
        InputStream stream = response.getEntityStream();
        byte[] body = stream == null ? new byte[0] : stream.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw SignInFailure.provider("answered with more than " + LARGEST + " bytes");
        }
        JsonObject json = parse(new String(body, UTF_8));
        response.setEntityStream(new ByteArrayInputStream(json.toString().getBytes(UTF_8)));
        response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON + ";charset=UTF-8");
        return new ProviderAnswer(response.getStatus(), json);
    }

    /** A member that is a text; empty where there is none. */
    String text(String name) {
        @Nullable JsonValue value = json.get(name);
        return value instanceof JsonString string ? string.getString() : "";
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException noObject) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
    }
}
