package org.gatehouse.system;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The description at {@code /openapi} is written by hand: here it is held against the code. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OpenApiIT {
    /** Answered before JAX-RS is reached, or beside it. */
    private static final Set<String> WITHOUT_RESOURCE =
            Set.of("GET /api/auth/login", "GET /api/auth/callback", "GET /api/guard/verify");

    @Test
    void everyOperationIsDescribedAndNoOther() throws Exception {
        var described = new TreeSet<>(describedOperations());
        assertThat(described).containsAll(WITHOUT_RESOURCE);
        described.removeAll(WITHOUT_RESOURCE);

        assertThat(described).isEqualTo(operations());
    }

    @Test
    void theDescriptionHasNoKeyThatOpenApiDoesNotKnow() throws Exception {
        assertThat(description().json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("openapi", "info", "servers", "security", "tags", "paths", "components");
    }

    private static Set<String> describedOperations() throws Exception {
        var operations = new TreeSet<String>();
        for (var path : description().json().get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (!method.getKey().equals("parameters")) {
                    operations.add(operation(method.getKey(), path.getKey()));
                }
            }
        }
        return operations;
    }

    private static Answer description() throws Exception {
        return new Answer(Api.anonymous().get("/openapi?format=JSON"));
    }

    private static Set<String> operations() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.gatehouse").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> operations(type.reflect()))
                        .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> operations(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> method(method).stream()
                        .map(http -> operation(
                                http.value(),
                                "/api/" + resource.getAnnotation(Path.class).value()
                                        + Optional.ofNullable(method.getAnnotation(Path.class))
                                                .map(path -> "/" + path.value())
                                                .orElse(""))));
    }

    private static Optional<HttpMethod> method(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
                .findAny();
    }

    /** What a path's parameters are called is the description's own affair. */
    private static String operation(String method, String path) {
        return method.toUpperCase(java.util.Locale.ROOT) + " " + path.replaceAll("\\{[^}]+}", "{}");
    }
}
