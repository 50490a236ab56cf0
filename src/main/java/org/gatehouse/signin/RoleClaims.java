package org.gatehouse.signin;

import static java.util.stream.Collectors.toMap;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.gatehouse.access.Role;
import org.gatehouse.settings.RoleMapping;
import org.gatehouse.settings.RoleMapping.Line;

/** Which roles in organizations claims give, as a mapping says. */
record RoleClaims(RoleMapping mapping) {

    /** The roles by the slugs of the organizations; of several in one, the highest. */
    Map<String, Role> roles(List<JsonObject> claims) {
        return mapping.lines().stream()
                .filter(line -> claims.stream().anyMatch(object -> says(object, line)))
                .collect(
                        toMap(Line::organization, line -> Role.of(line.role()), BinaryOperator.maxBy(Role::compareTo)));
    }

    /** Whether all claims that count are there. */
    boolean areIn(JsonObject claims) {
        return mapping.lines().stream()
                .allMatch(line -> find(claims, line.claim()).isPresent());
    }

    private static boolean says(JsonObject claims, Line line) {
        return find(claims, line.claim())
                .filter(value -> says(value, line.value()))
                .isPresent();
    }

    /** A name may have dots of its own: as Auth0's have, which are addresses, and Keycloak's clients. */
    private static Optional<JsonValue> find(JsonObject claims, String path) {
        if (claims.containsKey(path)) {
            return Optional.of(claims.get(path));
        }
        return IntStream.range(0, path.length())
                .filter(i -> path.charAt(i) == '.' && claims.get(path.substring(0, i)) instanceof JsonObject)
                .mapToObj(i -> find(claims.getJsonObject(path.substring(0, i)), path.substring(i + 1)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A text, one of a list, or, as Keycloak writes organizations with their details, the name of a field. */
    private static boolean says(JsonValue value, String wanted) {
        if (value instanceof JsonArray list) {
            return list.stream().anyMatch(element -> says(element, wanted));
        }
        return value instanceof JsonObject object ? object.containsKey(wanted) : wanted.equals(IdTokens.text(value));
    }
}
