package org.gatehouse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.Problem;
import org.gatehouse.testing.Junk;

class BodyReaderPropertiesTest {
    record Body(String slug, Optional<String> name) {}

    @Property
    void anyBytesAreABodyOrRefused(@ForAll byte[] bytes) throws IOException {
        assertThat(status(bytes)).isIn(200, 400, 422);
    }

    @Property
    void anyJsonIsABodyOrRefused(@ForAll("json") String json) throws IOException {
        assertThat(status(json.getBytes(UTF_8))).isIn(200, 400, 413, 422);
    }

    @Property
    void textsAreReadAsTheyAre(@ForAll("texts") String slug, @ForAll("texts") String name) throws IOException {
        var json =
                "{\"slug\":\"old\",\"more\":[7],\"slug\":" + Junk.quote(slug) + ",\"name\":" + Junk.quote(name) + "}";

        assertThat(read(json.getBytes(UTF_8))).isEqualTo(new Body(slug, Optional.of(name)));
    }

    @Property
    void whatIsNoTextIsNamed(@ForAll("notTexts") String slug, @ForAll("notTexts") String name) throws IOException {
        var json = "{\"slug\":" + slug + ",\"name\":" + name + "}";
        try {
            assertThat(read(json.getBytes(UTF_8))).isEqualTo(new Body("", Optional.empty()));
            assertThat(List.of(slug, name)).containsOnly("null");
        } catch (Problem refused) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.errors().stream().map(FieldError::field).anyMatch("slug"::equals))
                    .isEqualTo(!slug.equals("null"));
            assertThat(refused.errors().stream().map(FieldError::field).anyMatch("name"::equals))
                    .isEqualTo(!name.equals("null"));
        }
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.oneOf(Junk.json(), Junk.object(List.of("slug", "name")));
    }

    @Provide
    Arbitrary<String> texts() {
        return Junk.text().filter(text -> text.length() < 2_000);
    }

    @Provide
    Arbitrary<String> notTexts() {
        return Arbitraries.of("null", "0", "-1.5e300", "true", "[]", "[\"a\"]", "{}", "{\"slug\":\"a\"}");
    }

    private static int status(byte[] bytes) throws IOException {
        try {
            read(bytes);
            return 200;
        } catch (Problem refused) {
            return refused.status();
        }
    }

    @SuppressWarnings("unchecked")
    private static Record read(byte[] bytes) throws IOException {
        return new BodyReader()
                .readFrom(
                        (Class<Record>) (Class<?>) Body.class,
                        Body.class,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        new ByteArrayInputStream(bytes));
    }
}
