package org.gatehouse.provision;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** A realm of Keycloak through its admin API, as one of its administrators may see and change it. */
final class RealmAdmin {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String realm;
    private final URI address;
    private final String user;
    private final String token;

    private RealmAdmin(URI server, String realm, String user, String token) {
        this.realm = realm;
        this.address = URI.create(server + "/admin/realms/" + realm);
        this.user = user;
        this.token = token;
    }

    /** @throws ProvisionProblem if Keycloak does not let them in, or has no such realm */
    static RealmAdmin signIn(Target target, Administrator administrator) {
        String form = "grant_type=password&client_id=admin-cli&username=" + encode(administrator.name()) + "&password="
                + encode(administrator.password());
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(target.server() + "/realms/"
                        + encode(administrator.realm()) + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        if (answer.statusCode() != 200) {
            throw new ProvisionProblem(
                    switch (answer.statusCode()) {
                        case 400, 401 ->
                            "Keycloak does not let " + administrator
                                    + " in: check the name, the realm they are of and the password. Who needs more than a"
                                    + " password there cannot be used for this.";
                        case 404 ->
                            "There is no Keycloak at " + target.server() + ", or it has no realm "
                                    + administrator.realm() + ".";
                        default -> unexpected(answer);
                    });
        }
        RealmAdmin admin = new RealmAdmin(
                target.server(),
                target.realm(),
                administrator.toString(),
                json(answer).asJsonObject().getString("access_token"));
        if (admin.send("GET", "", BodyPublishers.noBody()).statusCode() == 404) {
            throw new ProvisionProblem(
                    "This Keycloak has no realm " + target.realm() + ". Make it first, or check OIDC_ISSUER.");
        }
        return admin;
    }

    JsonArray list(String path) {
        return json(expect(path, send("GET", path, BodyPublishers.noBody()))).asJsonArray();
    }

    Optional<JsonObject> find(String path) {
        HttpResponse<String> answer = send("GET", path, BodyPublishers.noBody());
        return answer.statusCode() == 404
                ? Optional.empty()
                : Optional.of(json(expect(path, answer)).asJsonObject());
    }

    JsonObject get(String path) {
        return find(path)
                .orElseThrow(() -> new ProvisionProblem("Keycloak has no " + path + " any more. Start again."));
    }

    /** The client of this id; empty where there is none. */
    Optional<JsonObject> findClient(String clientId) {
        return list("/clients?clientId=" + encode(clientId)).getValuesAs(JsonObject.class).stream()
                .findFirst();
    }

    void post(String path, JsonValue body) {
        change("POST", path, BodyPublishers.ofString(body.toString()));
    }

    void put(String path, JsonValue body) {
        change("PUT", path, BodyPublishers.ofString(body.toString()));
    }

    void delete(String path) {
        change("DELETE", path, BodyPublishers.noBody());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private void change(String method, String path, BodyPublisher body) {
        expect(path, send(method, path, body));
    }

    private HttpResponse<String> expect(String path, HttpResponse<String> answer) {
        if (answer.statusCode() == 403) {
            throw new ProvisionProblem(user + " may not do this in the realm " + realm + ": it needs the role "
                    + roleFor(path) + " of realm-management (" + realm + "-realm where they are of master).");
        }
        if (answer.statusCode() / 100 != 2) {
            throw new ProvisionProblem(unexpected(answer));
        }
        return answer;
    }

    private static String roleFor(String path) {
        if (path.startsWith("/users")) {
            return "manage-users, and every role that it is to give,";
        }
        return path.startsWith("/roles") ? "manage-realm" : "manage-clients";
    }

    /** Keycloak's own word for it; its answers to this API hold no secret. */
    private static String unexpected(HttpResponse<String> answer) {
        String said = answer.body().isBlank() || answer.body().length() > 500 ? "" : ": " + answer.body();
        return "Keycloak answered " + answer.statusCode() + " to "
                + answer.request().method() + " " + answer.uri().getPath() + said;
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        HttpRequest sent = request.timeout(PATIENCE).build();
        try {
            return HTTP.send(sent, BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new ProvisionProblem("Keycloak does not answer at "
                    + sent.uri().resolve("/") + ". Check that it runs and can be reached from here.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProvisionProblem("Stopped while Keycloak was asked.");
        }
    }

    private static JsonStructure json(HttpResponse<String> answer) {
        try {
            return Json.createReader(new StringReader(answer.body())).read();
        } catch (JsonException other) {
            throw new ProvisionProblem("What answers at " + answer.uri() + " is no Keycloak.");
        }
    }
}
