package org.gatehouse.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.KeywordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What {@code META-INF/openapi.yaml} promises, and whether an answer keeps it: its status, its media type, each field of
 * its body, and none besides. {@link Api} holds every answer against it.
 */
public final class OpenApi {
    /** A method at an address, e.g. {@code PATCH /api/orgs/{org_id}}. */
    public record Operation(String method, String path) {
        /** Those of its path too. */
        public List<JsonNode> parameters() {
            return Stream.of("/paths/" + escape(path), pointer())
                    .flatMap(owner ->
                            StreamSupport.stream(at(owner + "/parameters").spliterator(), false))
                    .map(OpenApi::resolved)
                    .toList();
        }

        /** Those of its request's body; empty if there is none. */
        public List<String> mediaTypes() {
            return at(pointer() + "/requestBody/content").properties().stream()
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Of a request in JSON; missing if there is none. */
        public JsonNode exampleBody() {
            return example(pointer() + "/requestBody/content/" + escape("application/json"));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }

        /** JAX-RS takes a slash at the end, too. */
        private boolean is(String otherMethod, String otherPath) {
            return method.equals(otherMethod)
                    && Pattern.matches(path.replaceAll("\\{[^}]+}", "[^/]+") + "/?", otherPath);
        }

        private String pointer() {
            return "/paths/" + escape(path) + "/" + method.toLowerCase(Locale.ROOT);
        }
    }

    private static final String ID = "urn:gatehouse:openapi";
    private static final Set<String> PARTS = Set.of("allOf", "anyOf", "oneOf");
    private static final String PROBLEM = "/components/responses/NotFound";
    private static final JsonNode DESCRIPTION = read();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(
            Dialect.builder(ID + ":dialect", Dialects.getOpenApi30())
                    .keyword(KeywordType.UNEVALUATED_PROPERTIES)
                    .build(),
            registry -> registry.schemas(Map.of(ID, closed(read()).toString())));

    private OpenApi() {}

    /** Those with the fewest parameters in their path first: {@code members/me} is no {@code members/{member_id}}. */
    public static List<Operation> operations() {
        return DESCRIPTION.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> !method.getKey().equals("parameters"))
                        .map(method -> new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey())))
                .sorted(Comparator.comparing(operation ->
                        operation.path().chars().filter(c -> c == '{').count()))
                .toList();
    }

    /** @throws AssertionError if the description does not have this answer */
    static void requireDescribed(HttpResponse<String> answer) {
        var path = answer.uri().getRawPath().replaceAll(";[^/]*", ""); // JAX-RS passes over what follows a semicolon
        var faults = faults(
                answer.request().method(),
                path.substring(path.indexOf("/api/")),
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                answer.body());
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "not as described in openapi.yaml: " + answer + " " + faults + "\n" + answer.body());
        }
    }

    /** What an answer has that the description does not, or lacks. */
    static List<String> faults(String method, String path, int status, String contentType, String body) {
        if (method.equals("OPTIONS")) {
            return List.of(); // asks about an address, and is no operation of it
        }
        var operation = operation(method.replace("HEAD", "GET"), path);
        if (operation.isEmpty() && status < 400) {
            return List.of("no such operation");
        }
        var pointer = operation
                .map(each -> resolve(each.pointer() + "/responses/" + status))
                .orElse(PROBLEM);
        var described = DESCRIPTION.at(pointer);
        if (described.isMissingNode()) {
            return List.of("no such status");
        }
        boolean redirect = status / 100 == 3; // the container adds a page for those who do not follow
        if (!described.has("content") || method.equals("HEAD")) {
            return body.isEmpty() || redirect ? List.of() : List.of("no such body");
        }
        var mediaType = contentType.replaceFirst(";.*", "");
        return described.get("content").has(mediaType)
                ? faults(pointer + "/content/" + escape(mediaType) + "/schema", mediaType, body)
                : List.of("no such media type: " + contentType);
    }

    static Optional<Operation> operation(String method, String path) {
        return operations().stream().filter(each -> each.is(method, path)).findFirst();
    }

    /** What a body has that a schema has not, or lacks. */
    static List<String> faults(String schema, String mediaType, String body) {
        if (!mediaType.matches("application/(.*\\+)?json")) {
            return List.of();
        }
        try {
            return SCHEMAS
                    .getSchema(SchemaLocation.of(ID + "#" + schema))
                    .validate(body, InputFormat.JSON, run -> run.executionConfig(OpenApi::withFormats))
                    .stream()
                    .map(Error::toString)
                    .toList();
        } catch (UncheckedIOException e) {
            return List.of("not JSON");
        }
    }

    private static void withFormats(ExecutionConfig.Builder how) {
        how.formatAssertionsEnabled(true);
    }

    /** JSON pointers to all bodies, of requests and of answers, one for each media type. */
    static List<String> bodies() {
        return Stream.concat(bodies("/paths"), bodies("/components/responses")).toList();
    }

    /** The example of a body: its own, or its schema's, or that of its rows' schema. */
    static JsonNode example(String body) {
        var ofRow = at(body + "/schema/items").path("example");
        var ofRows = ofRow.isMissingNode()
                ? ofRow
                : JsonNodeFactory.instance.arrayNode().add(ofRow);
        return Stream.of(at(body + "/example"), at(body + "/schema").path("example"), ofRows)
                .filter(example -> !example.isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** What stands there, or where a reference there leads to. */
    static JsonNode at(String pointer) {
        return DESCRIPTION.at(resolve(pointer));
    }

    /** Where something stands that may be described elsewhere. */
    private static String resolve(String pointer) {
        return Optional.ofNullable(DESCRIPTION.at(pointer).get("$ref"))
                .map(reference -> reference.asText().substring(1))
                .orElse(pointer);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? at(node.get("$ref").asText().substring(1)) : node;
    }

    private static Stream<String> bodies(String pointer) {
        return DESCRIPTION.at(pointer).properties().stream()
                .map(field -> pointer + "/" + escape(field.getKey()))
                .flatMap(below -> pointer.endsWith("/content") ? Stream.of(below) : bodies(below));
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode read() {
        try (var file = OpenApi.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets no field pass that is not described. Clients have to let them pass, as fields may be added. */
    private static JsonNode closed(JsonNode description) {
        close(description.get("paths"));
        close(description.at("/components/responses"));
        description.at("/components/schemas").forEach(OpenApi::closeWithin);
        return description;
    }

    /** A schema is closed where it is used, as a whole: {@code allOf} adds fields to it. */
    private static void close(JsonNode node) {
        if (node.path("$ref").asText().startsWith("#/components/schemas/")) {
            var reference = (ObjectNode) node;
            reference.putArray("allOf").addObject().set("$ref", reference.remove("$ref"));
        } else {
            closeWithin(node);
        }
        if (node.has("properties") || PARTS.stream().anyMatch(node::has)) {
            ((ObjectNode) node).put("unevaluatedProperties", false);
        }
    }

    private static void closeWithin(JsonNode node) {
        node.properties().forEach(field -> {
            if (PARTS.contains(field.getKey())) {
                field.getValue().forEach(OpenApi::closeWithin);
            } else {
                close(field.getValue());
            }
        });
    }
}
