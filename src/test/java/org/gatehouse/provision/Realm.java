package org.gatehouse.provision;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.testing.TestEnvironment;

/** A realm of the test's Keycloak that is thrown away, and what somebody does to it in Keycloak's console. */
public final class Realm implements AutoCloseable {
    static final Administrator ADMIN = new Administrator("master", "admin", "admin");
    static final String GATEHOUSE = "https://gate.example.com";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private String token = "";

    private Realm(JsonObject content) {
        this.name = content.getString("realm");
        TestEnvironment.keycloak().awaitReady();
        send("POST", "/admin/realms", content.toString());
    }

    /** One that was there before anybody thought of Gatehouse. */
    public static Realm empty() {
        return new Realm(Json.createObjectBuilder()
                .add("realm", "team-" + UUID.randomUUID())
                .add("enabled", true)
                .build());
    }

    /** The realm file as Keycloak imports it, for a Gatehouse at {@link #GATEHOUSE}. */
    static Realm imported(String file) {
        var name = "imported-" + UUID.randomUUID();
        var content = file.replace("${GATEHOUSE_URL:http://localhost:8080}", GATEHOUSE)
                .replaceAll("\\$\\{\\w+:([^}]*)}", "$1")
                .replace("default-roles-gatehouse", "default-roles-" + name)
                .replaceAll("\"id\": \"[^\"]+\",", "");
        var realm = Json.createReader(new StringReader(content)).readObject();
        return new Realm(Json.createObjectBuilder(realm).add("realm", name).build());
    }

    String name() {
        return name;
    }

    public String issuer() {
        return TestEnvironment.keycloak().address() + "/realms/" + name;
    }

    /** What its Gatehouse is told in the environment, and these settings besides. */
    Map<String, String> settings(String... more) {
        var settings = new HashMap<>(Map.of("OIDC_ISSUER", issuer(), "PUBLIC_URL", GATEHOUSE));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    Target target(String... more) {
        var settings = settings(more);
        return Target.of(setting -> Optional.ofNullable(settings.get(setting)));
    }

    RealmAdmin admin() {
        return RealmAdmin.signIn(target(), ADMIN);
    }

    /** Everything in it that can be exported: clients, roles, scopes. */
    JsonObject export() {
        return read(send(
                        "POST",
                        "/admin/realms/" + name + "/partial-export?exportClients=true&exportGroupsAndRoles=true",
                        ""))
                .asJsonObject();
    }

    public boolean hasClient(String clientId) {
        return admin().findClient(clientId).isPresent();
    }

    JsonObject client(String clientId) {
        return admin().findClient(clientId).orElseThrow();
    }

    /** Somebody of this realm who has these roles of realm-management. */
    Administrator administrator(String... roles) {
        var admin = admin();
        var user = "helper-" + UUID.randomUUID();
        admin.post(
                "/users",
                Json.createObjectBuilder()
                        .add("username", user)
                        .add("enabled", true)
                        .add("email", user + "@example.com")
                        .add("firstName", "H")
                        .add("lastName", "H")
                        .add(
                                "credentials",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("type", "password")
                                                .add("value", "pw")
                                                .add("temporary", false)))
                        .build());
        var id = admin.list("/users?exact=true&username=" + user)
                .getJsonObject(0)
                .getString("id");
        var management = admin.findClient("realm-management").orElseThrow().getString("id");
        var given = Json.createArrayBuilder();
        for (var role : roles) {
            given.add(admin.get("/clients/" + management + "/roles/" + role));
        }
        admin.post("/users/" + id + "/role-mappings/clients/" + management, given.build());
        return new Administrator(name, user, "pw");
    }

    void delete(String path, JsonValue body) {
        send("DELETE", "/admin/realms/" + name + path, body.toString());
    }

    @Override
    public void close() {
        send("DELETE", "/admin/realms/" + name, "");
    }

    private String send(String method, String path, String body) {
        try {
            var server = TestEnvironment.keycloak().address();
            if (token.isEmpty()) {
                var form = "grant_type=password&client_id=admin-cli&username=admin&password="
                        + URLEncoder.encode("admin", StandardCharsets.UTF_8);
                var answer = HTTP.send(
                        HttpRequest.newBuilder(URI.create(server + "/realms/master/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
                token = read(answer.body()).asJsonObject().getString("access_token");
            }
            var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(server + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() == 401 && method.equals("DELETE")) {
                token = "";
                return send(method, path, body);
            }
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonValue read(String json) {
        return Json.createReader(new StringReader(json)).readValue();
    }
}
