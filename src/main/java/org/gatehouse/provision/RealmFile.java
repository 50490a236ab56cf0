package org.gatehouse.provision;

import static java.util.stream.Collectors.toMap;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a realm needs for a Gatehouse: the clients and roles of the realm file that comes with it, under this Gatehouse's
 * addresses and names. Its people, mail server and secrets are the demo's, and stay there.
 */
final class RealmFile {

    static final String CLIENT = "gatehouse";
    static final String SERVICE = "gatehouse-service";

    private static final String ADDRESS = "${GATEHOUSE_URL:http://localhost:8080}";
    private static final Pattern LEFT = Pattern.compile("\\$\\{\\w+:");

    private final JsonObject realm;
    private final Target target;

    RealmFile(Target target) {
        this.realm = read();
        this.target = target;
    }

    List<JsonObject> roles() {
        return realm.getJsonObject("roles").getJsonArray("realm").getValuesAs(JsonObject.class);
    }

    /** Without secrets. That of the service account only where one is asked for. */
    List<JsonObject> clients() {
        return realm.getJsonArray("clients").getValuesAs(JsonObject.class).stream()
                .filter(client ->
                        !id(client).equals(SERVICE) || target.serviceId().isPresent())
                .map(client ->
                        own(Json.createObjectBuilder(client).remove("secret").build()))
                .toList();
    }

    /** The roles, by the client whose they are, that a client's service account has. */
    Map<String, List<String>> serviceRoles(String clientId) {
        return realm.getJsonArray("users").getValuesAs(JsonObject.class).stream()
                .filter(user ->
                        own(user.getString("serviceAccountClientId", "")).equals(clientId))
                .flatMap(user -> user.getJsonObject("clientRoles").entrySet().stream())
                .collect(toMap(
                        Map.Entry::getKey,
                        roles -> roles.getValue().asJsonArray().getValuesAs(JsonString::getString)));
    }

    private static String id(JsonObject client) {
        return client.getString("clientId");
    }

    private JsonObject own(JsonObject object) {
        JsonObjectBuilder own = Json.createObjectBuilder();
        object.forEach((name, value) -> own.add(name, own(value)));
        return own.build();
    }

    private JsonValue own(JsonValue value) {
        if (value instanceof JsonObject object) {
            return own(object);
        }
        if (value instanceof JsonArray list) {
            JsonArrayBuilder own = Json.createArrayBuilder();
            list.forEach(element -> own.add(own(element)));
            return own.build();
        }
        return value instanceof JsonString text ? Json.createValue(own(text.getString())) : value;
    }

    private static JsonObject read() {
        try (InputStream file =
                Objects.requireNonNull(RealmFile.class.getResourceAsStream("gatehouse-realm.json"), "no realm file")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Json.createReader(new StringReader(text)).readObject();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A text of the file as it is for this Gatehouse. */
    private String own(String text) {
        String own = switch (text) {
            case CLIENT -> target.clientId();
            case SERVICE -> target.serviceId().orElse(SERVICE);
            case ADDRESS + "/api/auth/callback" -> target.redirectUri();
            default -> text.replace(ADDRESS, target.publicUrl());
        };
        if (LEFT.matcher(own).find()) {
            throw new IllegalStateException("The realm file has a variable that is not known: " + own);
        }
        return own;
    }
}
