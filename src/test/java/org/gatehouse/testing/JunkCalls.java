package org.gatehouse.testing;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.gatehouse.testing.OpenApi.Operation;

/**
 * Calls of the API that have something wrong: who makes them, their path, query, headers or body. The rest of each is
 * right, so that it gets so far.
 */
public final class JunkCalls {
    /** One of them. */
    public record Call(Newcomer caller, String method, String address, Map<String, String> headers, String body) {
        public Answer send() throws IOException, InterruptedException {
            return new Answer(caller.api().request(method, address, body, headers));
        }

        @Override
        public String toString() {
            var beginning = body.substring(0, Math.min(body.length(), 2_000));
            return caller.email() + " " + method + " " + address + " " + headers + "\n" + beginning;
        }
    }

    /** The container itself refuses a request whose head has more than 8 kB, cookies included. */
    private static final int LONGEST_ADDRESS = 2_000;

    private static final Arbitrary<String> STRANGE_SEGMENTS = Arbitraries.of(
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "me",
            "%2e%2e",
            "%2F",
            "%0d%0a",
            ";x=1",
            "a;x=1",
            "%F0%9F%99%82");
    private static final Arbitrary<String> STRANGE_VALUES = Arbitraries.of(
            "",
            "1",
            "500",
            "501",
            "0",
            "-1",
            "2147483648",
            "name",
            "role",
            "viewer",
            "pending",
            "true",
            "%ff",
            "%F0%9F",
            "%00");
    private static final Arbitrary<String> STRANGE_TYPES = Arbitraries.of(
            "text/plain",
            "application/json;charset=utf-16",
            "application/json;charset=none",
            "application/xml",
            "*/*",
            "json",
            "application/x-www-form-urlencoded");
    private static final Arbitrary<String> STRANGE_ACCEPTS =
            Arbitraries.of("text/html", "application/json;q=0", "json", ",", "application/problem+json", "*/*;q=x");

    private static final Arbitrary<String> IDEMPOTENCY_KEYS = Arbitraries.oneOf(
            Arbitraries.of("1", "2", "", "a b", "a".repeat(256), "\t"),
            Arbitraries.randomValue(random -> Long.toHexString(random.nextLong())));

    private final List<Newcomer> callers;
    private final String organization;
    private final List<String> ids;
    private final List<String> cursors;

    private JunkCalls(List<Newcomer> callers, String organization, List<String> ids, List<String> cursors) {
        this.callers = callers;
        this.organization = organization;
        this.ids = ids;
        this.cursors = cursors;
    }

    /** By all kinds of callers, about a team. */
    public static JunkCalls about(Team team) throws SQLException {
        var key = team.owner.post(
                team.organization + "/api-keys",
                Map.of("name", "Key", "scopes", List.of("members:read", "members:write", "audit:read")));
        var callers = List.of(
                team.owner,
                team.admin,
                team.viewer,
                team.outsider,
                team.nobody,
                Newcomer.administrator(),
                Newcomer.bearer(key.text("/secret")),
                Newcomer.bearer("gate_00000000_nothing"));
        var invited = "invited-" + UUID.randomUUID() + "@example.com";
        var ids = Stream.of(team.organization, team.row(team.viewer), team.invite(invited, "viewer"))
                .map(address -> address.replaceFirst(".*/", ""));
        var cursors = Stream.of("name", "role", "created_at")
                .map(sort -> team.owner
                        .get(team.members() + "?limit=1&sort=" + sort)
                        .next()
                        .replaceFirst(".*cursor=([^&]*).*", "$1"));
        return new JunkCalls(
                callers,
                team.organization.replaceFirst(".*/", ""),
                Stream.concat(ids, Stream.of(team.viewer.id().toString(), key.text("/id")))
                        .toList(),
                cursors.toList());
    }

    /** By the same callers, with the others' ids and cursors as well. */
    public JunkCalls knowing(JunkCalls others) {
        return new JunkCalls(
                callers,
                organization,
                Stream.concat(ids.stream(), others.ids.stream()).toList(),
                Stream.concat(cursors.stream(), others.cursors.stream()).toList());
    }

    public Arbitrary<Call> of(Operation operation) {
        return Combinators.combine(Arbitraries.of(callers), address(operation), headers(operation), body(operation))
                .as((caller, address, headers, body) -> new Call(caller, operation.method(), address, headers, body));
    }

    private Arbitrary<String> address(Operation operation) {
        var segments = Stream.of(operation.path().split("/"))
                .map(segment -> segment.startsWith("{") ? parameter(segment) : Arbitraries.just(segment))
                .toList();
        var path = Combinators.combine(segments).as(parts -> String.join("/", parts));
        return Combinators.combine(path, query(operation))
                .as(String::concat)
                .filter(address -> address.length() < LONGEST_ADDRESS);
    }

    private Arbitrary<String> parameter(String name) {
        var right = name.equals("{org_id}") ? Arbitraries.just(organization) : Arbitraries.of(ids);
        return Arbitraries.frequencyOf(
                Tuple.of(8, right),
                Tuple.of(2, Arbitraries.of(ids)),
                Tuple.of(1, STRANGE_SEGMENTS),
                Tuple.of(1, Junk.text().filter(JunkCalls::isLetIn).map(JunkCalls::encode)));
    }

    /** What the container itself refuses in a path. */
    private static boolean isLetIn(String segment) {
        return !segment.isEmpty() && !segment.contains("\\") && !segment.contains("\0");
    }

    private Arbitrary<String> query(Operation operation) {
        var described = operation.parameters().stream()
                .filter(parameter -> parameter.get("in").asText().equals("query"))
                .map(parameter -> parameter.get("name").asText());
        var names = Stream.concat(described, Stream.of("x")).toList();
        var value = Arbitraries.frequencyOf(
                Tuple.of(3, Junk.text().map(JunkCalls::encode)),
                Tuple.of(3, STRANGE_VALUES),
                Tuple.of(2, Arbitraries.of(cursors)),
                Tuple.of(1, Arbitraries.of(cursors).map(cursor -> cursor.substring(cursor.length() / 3))));
        return Combinators.combine(Arbitraries.of(names), value)
                .as((name, given) -> name + "=" + given)
                .list()
                .ofMaxSize(names.size())
                .map(pairs -> pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    /** Each call comes from an address that no test elsewhere comes from: who guesses keys is stopped. */
    private static Arbitrary<Map<String, String>> headers(Operation operation) {
        var described = operation.mediaTypes().isEmpty() ? List.of("application/json") : operation.mediaTypes();
        var type = Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.of(described)), Tuple.of(1, STRANGE_TYPES));
        var accept = Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.just("*/*")), Tuple.of(1, STRANGE_ACCEPTS));
        var address = Arbitraries.integers().between(1, 255).map(host -> "192.0.2." + host);
        return Combinators.combine(type, accept, address, IDEMPOTENCY_KEYS)
                .as((given, accepted, from, key) -> Map.of(
                        "Content-Type", given, "Accept", accepted, "X-Forwarded-For", from, "Idempotency-Key", key));
    }

    /** The container itself refuses a body that comes with GET or DELETE. */
    private static Arbitrary<String> body(Operation operation) {
        if (operation.mediaTypes().isEmpty()) {
            return operation.method().equals("POST") ? Junk.json() : Arbitraries.just("");
        }
        var right = new HashMap<String, String>();
        operation
                .exampleBody()
                .properties()
                .forEach(field -> right.put(
                        field.getKey(),
                        field.getValue().toString().replace("carol@", "junk-" + UUID.randomUUID() + "@")));
        return Arbitraries.frequencyOf(
                Tuple.of(8, right.isEmpty() ? Junk.text() : Junk.object(right)),
                Tuple.of(2, Junk.json()),
                Tuple.of(1, Junk.text()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
