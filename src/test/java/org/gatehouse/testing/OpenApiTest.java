package org.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiTest {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String ORGANIZATION = """
            {"id":"7b3a1e0c-2a55-4a0e-8f1d-5b9c3c1d2e4f","slug":"acme","name":"Acme","role":"owner",
             "created_at":"2026-05-03T09:12:44.031Z"}""";
    private static final String NOT_FOUND =
            "{\"type\":\"urn:gatehouse:problem:http-404\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"None.\"}";

    @Test
    void anAnswerAsDescribedPasses() {
        assertThat(faults("POST", "/api/orgs", 201, JSON, ORGANIZATION)).isEmpty();
        assertThat(faults("GET", "/api/orgs", 200, JSON + ";charset=UTF-8", "[" + ORGANIZATION + "]"))
                .isEmpty();
        assertThat(faults("GET", "/api/orgs/1", 200, JSON, ORGANIZATION)).isEmpty();
        assertThat(faults("GET", "/api/orgs/no-uuid", 404, PROBLEM, NOT_FOUND)).isEmpty();
        assertThat(faults("HEAD", "/api/orgs", 200, JSON, "")).isEmpty();
        assertThat(faults("DELETE", "/api/orgs/1", 204, "", "")).isEmpty();
        assertThat(faults("GET", "/api/auth/login", 302, "text/html", "<a>There</a>"))
                .isEmpty();
    }

    @Test
    void aStatusAMediaTypeOrABodyThatIsNotDescribedIsNoticed() {
        assertThat(faults("POST", "/api/orgs", 200, JSON, ORGANIZATION)).containsExactly("no such status");
        assertThat(faults("GET", "/api/orgs", 500, PROBLEM, NOT_FOUND)).containsExactly("no such status");
        assertThat(faults("POST", "/api/orgs", 201, "text/html", ORGANIZATION))
                .containsExactly("no such media type: text/html");
        assertThat(faults("GET", "/api/orgs/no-uuid", 404, JSON, NOT_FOUND)).isNotEmpty();
        assertThat(faults("DELETE", "/api/orgs/1", 204, "", "gone")).containsExactly("no such body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"slug\":\"acme\",       |                            | 'slug' not found",
                "\"slug\":\"acme\"        | \"slug\":\"acme\",\"x\":1  | 'x' is not evaluated",
                "\"slug\":\"acme\"        | \"slug\":null              | /slug: null found",
                "\"slug\":\"acme\"        | \"slug\":7                 | /slug: integer found",
                "\"role\":\"owner\"       | \"role\":\"boss\"          | /role",
                "7b3a1e0c-                |                            | /id",
                "2026-05-03T              | yesterday                  | /created_at",
                "}                        |                            | not JSON"
            })
    void aFieldThatIsMissingOrTooManyOrOfTheWrongFormIsNoticed(String right, String wrong, String fault) {
        var body = ORGANIZATION.replace(right, wrong == null ? "" : wrong);

        assertThat(faults("POST", "/api/orgs", 201, JSON, body)).anyMatch(each -> each.contains(fault));
        assertThat(faults("GET", "/api/orgs", 200, JSON, "[" + body + "]")).anyMatch(each -> each.contains(fault));
    }

    @Test
    void aFieldTooManyIsNoticedInsideAndAroundASharedSchema() {
        var refused = """
                {"type":"urn:gatehouse:problem:last-owner","title":"Conflict","status":409,"detail":"You own it.",
                 "organizations":[{"id":"7b3a1e0c-2a55-4a0e-8f1d-5b9c3c1d2e4f","slug":"acme","name":"Acme"}]}""";
        assertThat(faults("DELETE", "/api/users/me", 409, PROBLEM, refused)).isEmpty();
        assertThat(faults("DELETE", "/api/users/me", 409, PROBLEM, refused.replace("{\"id\"", "{\"x\":1,\"id\"")))
                .isNotEmpty();
        assertThat(faults("DELETE", "/api/users/me", 409, PROBLEM, refused.replace("{\"type\"", "{\"x\":1,\"type\"")))
                .isNotEmpty();
        assertThat(faults("GET", "/api/auth/me", 401, PROBLEM, refused)).isNotEmpty();
    }

    @Test
    void whatIsNoOperationIsAnsweredByAProblemOnly() {
        assertThat(faults("GET", "/api/nothing", 404, PROBLEM, NOT_FOUND)).isEmpty();
        assertThat(faults("PUT", "/api/orgs", 405, PROBLEM, NOT_FOUND)).isEmpty();
        assertThat(faults("GET", "/api/nothing", 404, "text/html", "<h1>Not found</h1>"))
                .isNotEmpty();
        assertThat(faults("GET", "/api/nothing", 404, PROBLEM, "{}")).isNotEmpty();
        assertThat(faults("PUT", "/api/orgs", 200, JSON, "[]")).containsExactly("no such operation");
    }

    @Test
    void aPathIsTheOneWithTheFewestParameters() {
        assertThat(OpenApi.operation("DELETE", "/api/orgs/1/members/me").map(OpenApi.Operation::path))
                .contains("/api/orgs/{org_id}/members/me");
        assertThat(OpenApi.operation("DELETE", "/api/orgs/1/members/2").map(OpenApi.Operation::path))
                .contains("/api/orgs/{org_id}/members/{member_id}");
    }

    @Test
    void everyBodyHasAnExampleThatIsAsDescribed() {
        for (var body : OpenApi.bodies()) {
            var mediaType = body.substring(body.lastIndexOf("/") + 1).replace("~1", "/");
            assertThat(OpenApi.faults(
                            body + "/schema", mediaType, OpenApi.example(body).toString()))
                    .as(body)
                    .isEmpty();
        }
    }

    /** Clients rely on the others. */
    @Test
    void aFieldThatMayBeMissingInAnAnswerSaysSo() {
        var answers = OpenApi.bodies().stream().filter(body -> !body.contains("/requestBody/"));

        assertThat(answers.flatMap(answer -> objects(OpenApi.at(answer + "/schema")))
                        .distinct())
                .hasSizeGreaterThan(10)
                .allSatisfy(object -> object.get("properties").properties().stream()
                        .filter(field -> !object.path("required").toString().contains('"' + field.getKey() + '"'))
                        .forEach(field -> assertThat(
                                        field.getValue().path("description").asText())
                                .as(field.getKey())
                                .contains("Missing")));
    }

    /** The schemas of all objects that a schema consists of. */
    private static Stream<JsonNode> objects(JsonNode schema) {
        if (schema.has("$ref")) {
            return objects(OpenApi.at(schema.get("$ref").asText().substring(1)));
        }
        var parts = Stream.of(schema.path("properties"), schema.path("allOf"))
                .flatMap(each -> StreamSupport.stream(each.spliterator(), false));
        var below = Stream.concat(parts, Stream.of(schema.path("items")).filter(JsonNode::isObject));
        return Stream.concat(
                Stream.of(schema).filter(each -> each.has("properties")), below.flatMap(OpenApiTest::objects));
    }

    private static List<String> faults(String method, String path, int status, String contentType, String body) {
        return OpenApi.faults(method, path, status, contentType, body);
    }
}
