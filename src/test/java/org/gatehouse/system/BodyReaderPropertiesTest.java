package org.gatehouse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.Problem;
import org.gatehouse.testing.Junk;

class BodyReaderPropertiesTest {
    record Texts(String slug, Optional<String> name) {}

    record Values(
            String slug, List<String> scopes, int limit, boolean disabled, UUID userId, Optional<Instant> expiresAt) {}

    private static final Map<String, String> VALUES = Map.of(
            "slug", "\"acme\"",
            "scopes", "[\"members:read\"]",
            "limit", "7",
            "disabled", "true",
            "user_id", "\"0b5e0000-0000-4000-8000-000000000001\"",
            "expires_at", "\"2030-12-31T23:59:59Z\"");

    @Property
    void anyBytesAreABodyOrRefused(@ForAll byte[] bytes) throws IOException {
        assertThat(faults(Values.class, bytes)).isNotNull();
    }

    @Property
    void anyJsonIsABodyOrRefused(@ForAll("json") String json) throws IOException {
        assertThat(faults(Values.class, json.getBytes(UTF_8)))
                .isSubsetOf(List.of("400", "413", "slug", "scopes", "limit", "disabled", "user_id", "expires_at"));
    }

    @Property
    void aValueOfAnotherTypeIsNamedAndNoOther(@ForAll("fields") String field, @ForAll("values") String value)
            throws IOException {
        var values = new TreeMap<>(VALUES);
        values.put(field, value);
        var json = values.entrySet().stream()
                .map(entry -> Junk.quote(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(faults(Values.class, json.getBytes(UTF_8))).isSubsetOf(field);
    }

    @Property
    void textsAreReadAsTheyAreAndTheLastOneCounts(@ForAll("texts") String slug, @ForAll("texts") String name)
            throws IOException {
        var json = "{\"slug\":\"first\",\"more\":[7],\"slug\":%s,\"name\":%s}"
                .formatted(Junk.quote(slug), Junk.quote(name));

        assertThat(read(Texts.class, json.getBytes(UTF_8))).isEqualTo(new Texts(slug, Optional.of(name)));
    }

    @Property
    void onlyATextIsAText(@ForAll("notTexts") String slug, @ForAll("notTexts") String name) throws IOException {
        var json = "{\"slug\":%s,\"name\":%s}".formatted(slug, name);

        assertThat(faults(Texts.class, json.getBytes(UTF_8))).containsExactly("slug", "name");
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.oneOf(Junk.json(), Junk.object(VALUES));
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(VALUES.keySet());
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(texts().map(Junk::quote), notTexts(), Arbitraries.of(VALUES.values()));
    }

    @Provide
    Arbitrary<String> texts() {
        return Junk.text();
    }

    @Provide
    Arbitrary<String> notTexts() {
        return Arbitraries.of(
                "0",
                "-1.5e300",
                "1e999999999",
                "99999999999",
                "true",
                "[]",
                "[\"a\",7]",
                "[null]",
                "{}",
                "{\"slug\":\"a\"}");
    }

    /** The fields at fault, or the status; empty if it was taken. */
    private static List<String> faults(Class<?> type, byte[] body) throws IOException {
        try {
            read(type, body);
            return List.of();
        } catch (Problem refused) {
            return refused.status() == 422
                    ? refused.errors().stream().map(FieldError::field).toList()
                    : List.of(String.valueOf(refused.status()));
        }
    }

    @SuppressWarnings("unchecked")
    private static Record read(Class<?> type, byte[] body) throws IOException {
        return new BodyReader()
                .readFrom(
                        (Class<Record>) type,
                        type,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        new ByteArrayInputStream(body));
    }
}
