package org.gatehouse.provision;

import static java.util.stream.Collectors.toSet;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.gatehouse.access.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Compares a realm with the realm file, client by client and role by role. What it makes there it marks, in an attribute, and
 * only what has the mark is changed or removed again. What others have added to it stays.
 */
final class Provisioning {

    private static final String MARK = "gatehouse.provisioned";
    private static final String MADE = "made";
    /** Was there before us, and stays when we go. */
    private static final String ADOPTED = "adopted";

    private static final String MAPPERS = "protocolMappers";
    private static final List<String> SCOPES = List.of("default", "optional");
    /** What Keycloak has addresses of their own for. */
    private static final List<String> PARTS = List.of(MAPPERS, "defaultClientScopes", "optionalClientScopes");

    private final RealmAdmin realm;
    private final Target target;
    private final RealmFile file;
    private final boolean adopt;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, Secret> secrets = new HashMap<>();
    private final List<String> foreign = new ArrayList<>();

    private Provisioning(RealmAdmin realm, Target target, boolean adopt) {
        this.realm = realm;
        this.target = target;
        this.file = new RealmFile(target);
        this.adopt = adopt;
    }

    /**
     * What has to be done in the realm, in order.
     *
     * @param adopt whether to take over clients and roles of our names that somebody else has made
     * @throws ProvisionProblem naming those, if not
     */
    static Plan compare(RealmAdmin realm, Target target, boolean adopt) {
        return new Provisioning(realm, target, adopt).compare();
    }

    /** What has to be done so that nothing of ours is left in the realm. */
    static Plan compareWithNothing(RealmAdmin realm, Target target) {
        return new Provisioning(realm, target, false).compareWithNothing();
    }

    private Plan compare() {
        file.roles().forEach(this::compareRole);
        file.clients().forEach(this::compareClient);
        if (!foreign.isEmpty()) {
            throw new ProvisionProblem("The realm " + target.realm() + " has " + String.join(", and ", foreign)
                    + ", which Gatehouse has not made and leaves alone. Choose another name, or have it adopted.");
        }
        return new Plan(differences, secrets);
    }

    private void compareRole(JsonObject wanted) {
        String name = wanted.getString("name");
        Optional<JsonObject> present = realm.find(role(name));
        if (present.isEmpty()) {
            differences.add(new Difference(
                    "role " + name + ": none -> is made", () -> realm.post("/roles", markedRole(wanted, MADE))));
            return;
        }
        if (isForeign("a role " + name, present.get())) {
            return;
        }
        List<String> lines = fields("role " + name, wanted, present.get());
        String mark = mark(present.get()).orElse(ADOPTED);
        if (mark(present.get()).isEmpty()) {
            lines.add("role " + name + ": somebody else's -> is adopted");
        }
        if (!lines.isEmpty()) {
            differences.add(new Difference(
                    lines, () -> realm.put(role(name), markedRole(merged(present.get(), wanted), mark))));
        }
    }

    private void compareClient(JsonObject wanted) {
        String clientId = wanted.getString("clientId");
        Optional<JsonObject> present = realm.findClient(clientId);
        if (present.isEmpty()) {
            JsonObject complete = complete(wanted);
            differences.add(new Difference(describe(wanted), () -> realm.post("/clients", complete)));
            compareServiceRoles(clientId, Set.of());
        } else if (!isForeign("a client " + clientId, present.get())) {
            compareClient(wanted, present.get());
            compareMappers(wanted, present.get());
            SCOPES.forEach(kind -> compareScopes(kind, wanted, present.get()));
            compareServiceRoles(clientId, presentServiceRoles(present.get()));
        }
    }

    private void compareClient(JsonObject wanted, JsonObject present) {
        String which = "client " + wanted.getString("clientId");
        List<String> lines = fields(which, wanted, present);
        JsonObjectBuilder body = Json.createObjectBuilder(merged(present, withoutParts(wanted)));
        secret(wanted)
                .filter(secret -> !secret.equals(present.getString("secret", "")))
                .ifPresent(secret -> {
                    lines.add(which + ", secret: another -> the one that is given");
                    body.add("secret", secret);
                });
        if (mark(present).isEmpty()) {
            lines.add(which + ": somebody else's -> is adopted");
        }
        if (!lines.isEmpty()) {
            JsonObject marked = markedClient(body.build(), mark(present).orElse(ADOPTED));
            differences.add(new Difference(lines, () -> realm.put(client(present), marked)));
        }
    }

    /** What Keycloak takes in the client itself replaces what is there, also what others have added. */
    private static JsonObject withoutParts(JsonObject client) {
        JsonObjectBuilder rest = Json.createObjectBuilder(client);
        PARTS.forEach(rest::remove);
        return rest.build();
    }

    private void compareMappers(JsonObject wanted, JsonObject present) {
        String models = client(present) + "/protocol-mappers/models";
        for (JsonObject mapper : list(wanted, MAPPERS)) {
            String which = "client " + wanted.getString("clientId") + ", mapper " + mapper.getString("name");
            Optional<JsonObject> there = list(present, MAPPERS).stream()
                    .filter(other -> other.getString("name").equals(mapper.getString("name")))
                    .findFirst();
            if (there.isEmpty()) {
                differences.add(new Difference(which + ": none -> is made", () -> realm.post(models, mapper)));
                continue;
            }
            List<String> lines = fields(which, mapper, there.get());
            if (!lines.isEmpty()) {
                differences.add(new Difference(
                        lines,
                        () -> realm.put(models + "/" + there.get().getString("id"), merged(there.get(), mapper))));
            }
        }
    }

    /** A scope that the realm does not have is nothing that a client could be given. */
    private void compareScopes(String kind, JsonObject wanted, JsonObject present) {
        Set<String> missing = new HashSet<>(texts(wanted, kind + "ClientScopes"));
        SCOPES.forEach(either -> missing.removeAll(texts(present, either + "ClientScopes")));
        if (missing.isEmpty()) {
            return;
        }
        realm.list("/client-scopes").getValuesAs(JsonObject.class).stream()
                .filter(scope -> missing.contains(scope.getString("name")))
                .forEach(scope -> differences.add(new Difference(
                        "client " + wanted.getString("clientId") + ", " + kind + " scope " + scope.getString("name")
                                + ": no -> yes",
                        () -> realm.put(
                                client(present) + "/" + kind + "-client-scopes/" + scope.getString("id"),
                                JsonValue.EMPTY_JSON_OBJECT))));
    }

    private void compareServiceRoles(String clientId, Set<String> present) {
        file.serviceRoles(clientId)
                .forEach((owner, roles) -> roles.stream()
                        .filter(role -> !present.contains(role))
                        .forEach(role -> differences.add(new Difference(
                                "client " + clientId + ", role " + role + " of " + owner
                                        + " for its service account: no -> yes",
                                () -> giveServiceRole(clientId, owner, role)))));
    }

    private Set<String> presentServiceRoles(JsonObject client) {
        Map<String, List<String>> wanted = file.serviceRoles(client.getString("clientId"));
        return !client.getBoolean("serviceAccountsEnabled", false)
                ? Set.of()
                : wanted.keySet().stream()
                        .flatMap(
                                owner -> realm.list(serviceRoles(client, owner)).getValuesAs(JsonObject.class).stream())
                        .map(role -> role.getString("name"))
                        .collect(toSet());
    }

    private void giveServiceRole(String clientId, String owner, String role) {
        String roles = client(realm.findClient(owner).orElseThrow()) + "/roles/" + RealmAdmin.encode(role);
        JsonObject given = realm.find(roles)
                .orElseThrow(() -> new ProvisionProblem("This Keycloak has no role " + role + " of " + owner
                        + ": it is older than what Gatehouse needs."));
        realm.post(
                serviceRoles(realm.findClient(clientId).orElseThrow(), owner),
                Json.createArrayBuilder().add(given).build());
    }

    private String serviceRoles(JsonObject client, String owner) {
        String user = realm.get(client(client) + "/service-account-user").getString("id");
        return "/users/" + user + "/role-mappings/clients/"
                + realm.findClient(owner).orElseThrow().getString("id");
    }

    private Plan compareWithNothing() {
        for (String clientId : List.of(target.serviceId().orElse(RealmFile.SERVICE), target.clientId())) {
            realm.findClient(clientId)
                    .ifPresent(present -> withdraw("client " + clientId, present, mark -> {
                        if (mark.equals(MADE)) {
                            realm.delete(client(present));
                        } else {
                            realm.put(client(present), markedClient(present, ""));
                        }
                    }));
        }
        for (JsonObject wanted : file.roles()) {
            String name = wanted.getString("name");
            realm.find(role(name))
                    .ifPresent(present -> withdraw("role " + name, present, mark -> {
                        if (mark.equals(MADE)) {
                            realm.delete(role(name));
                        } else {
                            realm.put(role(name), markedRole(present, ""));
                        }
                    }));
        }
        return new Plan(differences, secrets);
    }

    private void withdraw(String which, JsonObject present, Consumer<String> mend) {
        mark(present)
                .ifPresent(mark -> differences.add(new Difference(
                        which
                                + (mark.equals(MADE)
                                        ? ": made by us -> is removed"
                                        : ": adopted -> stays, and is not ours any more"),
                        () -> mend.accept(mark))));
    }

    private boolean isForeign(String which, JsonObject present) {
        boolean isForeign = !adopt && mark(present).isEmpty();
        if (isForeign) {
            foreign.add(which);
        }
        return isForeign;
    }

    /** The fields, one line each, that are not as they should be. Those that the file does not speak of are not looked at. */
    private static List<String> fields(String which, JsonObject wanted, JsonObject present) {
        List<String> lines = new ArrayList<>();
        wanted.forEach((name, value) -> {
            JsonValue there = present.get(name);
            if (value instanceof JsonObject object) {
                lines.addAll(
                        fields(which, object, there instanceof JsonObject other ? other : JsonValue.EMPTY_JSON_OBJECT));
            } else if (!PARTS.contains(name) && !same(value, there)) {
                lines.add(change(which + ", " + name, there, value));
            }
        });
        return lines;
    }

    private static boolean same(JsonValue wanted, @Nullable JsonValue present) {
        if (wanted instanceof JsonArray list && present instanceof JsonArray other) {
            return Set.copyOf(list).equals(Set.copyOf(other));
        }
        return present == null ? word(wanted).isEmpty() : wanted.equals(present);
    }

    private static String change(String which, @Nullable JsonValue before, JsonValue after) {
        return which + ": " + (before == null ? "none" : word(before)) + " -> " + word(after);
    }

    private static String word(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    /** What a new client is to be, in lines for people. */
    private static List<String> describe(JsonObject wanted) {
        String which = "client " + wanted.getString("clientId");
        List<String> lines = new ArrayList<>(List.of(which + ": none -> is made"));
        texts(wanted, "redirectUris").forEach(uri -> lines.add(which + ", redirectUris: none -> " + uri));
        attributes(wanted).forEach((name, value) -> lines.add(change(which + ", " + name, null, value)));
        list(wanted, MAPPERS)
                .forEach(mapper -> lines.add(which + ", mapper " + mapper.getString("name") + ": none -> is made"));
        return lines;
    }

    private JsonObject complete(JsonObject wanted) {
        String secret = secret(wanted).orElseGet(() -> newSecret(wanted));
        return markedClient(
                Json.createObjectBuilder(wanted).add("secret", secret).build(), MADE);
    }

    private String newSecret(JsonObject client) {
        Secret secret = Secret.random();
        secrets.put(isSignIn(client) ? "OIDC_CLIENT_SECRET" : "KEYCLOAK_ADMIN_CLIENT_SECRET", secret);
        return secret.value();
    }

    private boolean isSignIn(JsonObject client) {
        return client.getString("clientId").equals(target.clientId());
    }

    private Optional<String> secret(JsonObject client) {
        return isSignIn(client) ? target.secret() : target.serviceSecret();
    }

    /** What is there, with what the file says of it. */
    private static JsonObject merged(JsonObject present, JsonObject wanted) {
        JsonObjectBuilder merged = Json.createObjectBuilder(present);
        wanted.forEach((name, value) -> merged.add(
                name,
                value instanceof JsonObject object && present.get(name) instanceof JsonObject there
                        ? merged(there, object)
                        : value));
        return merged.build();
    }

    private static Optional<String> mark(JsonObject clientOrRole) {
        JsonValue mark = attributes(clientOrRole).get(MARK);
        return Optional.ofNullable(mark instanceof JsonArray values && !values.isEmpty() ? values.get(0) : mark)
                .map(Provisioning::word)
                .filter(word -> !word.isEmpty());
    }

    private static JsonObject markedClient(JsonObject client, String mark) {
        return marked(client, Json.createValue(mark));
    }

    /** An attribute of a role is a list. */
    private static JsonObject markedRole(JsonObject role, String mark) {
        JsonArrayBuilder values = Json.createArrayBuilder();
        return marked(role, mark.isEmpty() ? values.build() : values.add(mark).build());
    }

    private static JsonObject marked(JsonObject clientOrRole, JsonValue mark) {
        return Json.createObjectBuilder(clientOrRole)
                .add(
                        "attributes",
                        Json.createObjectBuilder(attributes(clientOrRole)).add(MARK, mark))
                .build();
    }

    private static JsonObject attributes(JsonObject clientOrRole) {
        return clientOrRole.get("attributes") instanceof JsonObject attributes
                ? attributes
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static List<JsonObject> list(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray list ? list.getValuesAs(JsonObject.class) : List.of();
    }

    private static List<String> texts(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray list ? list.getValuesAs(JsonString::getString) : List.of();
    }

    private static String client(JsonObject client) {
        return "/clients/" + client.getString("id");
    }

    private static String role(String name) {
        return "/roles/" + RealmAdmin.encode(name);
    }
}
