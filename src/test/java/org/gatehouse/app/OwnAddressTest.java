package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://gate.example.com,      gate.example.com,      true",
        "https://gate.example.com:443,  gate.example.com,      true",
        "https://gate.example.com/gate, gate.example.com,      true",
        "https://Gate.example.com:8443, gate.example.com:8443, true",
        "https://gate.example.com,      gate.example.com:8443, false",
        "https://gate.example.com,      example.com,           false",
        "https://gate.example.com,      localhost,             false",
        "http://localhost:8080,         localhost:9000,        false",
        "http://localhost:8080,         localhost:8080,        true",
    })
    void ourHostIsThatOfThePublicAddress(String publicUrl, String host, boolean ours) {
        assertThat(at(publicUrl).isHost(host)).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({"localhost:8080, true", "127.0.0.1, true", "gate.example.com, false", "localhost.example.com, false"})
    void withoutOneItIsThisMachineAndNoNameThatAnybodyMayChoose(String host, boolean ours) {
        var own = Injection.into(new OwnAddress(), new GivenSettings().read());

        assertThat(own.isHost(host)).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/login/x", "/api", "/api/guard", "/orgs/", "/static/x", "/.well-known/x"})
    void ourOwnPathsCannotBeClaimedOnOurHost(String path) {
        assertThatExceptionOfType(InvalidProblem.class)
                .isThrownBy(() -> at("https://gate.example.com").requireFree(AppAddress.of("", path)));
        assertThat(at("https://gate.example.com").requireFree(AppAddress.of("sales.example.com", path)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sales", "/log", "/logins", "/orgsx/login"})
    void otherPathsCan(String path) {
        assertThat(at("https://gate.example.com").requireFree(AppAddress.of("", path)))
                .isNotNull();
    }

    @Test
    void belowAContextRootAllElseIsFree() {
        var own = at("https://example.com/gate");

        assertThat(own.requireFree(AppAddress.of("", "/"))).isNotNull();
        assertThat(own.requireFree(AppAddress.of("", "/login"))).isNotNull();
        assertThatExceptionOfType(InvalidProblem.class)
                .isThrownBy(() -> own.requireFree(AppAddress.of("", "/gate/sales")));
        assertThat(own.hasPath("/gate/login")).isTrue();
        assertThat(own.hasPath("/sales")).isFalse();
    }

    @Test
    void ourHostCannotBeNamedAsAnApplications() {
        assertThatExceptionOfType(InvalidProblem.class)
                .isThrownBy(
                        () -> at("https://gate.example.com").requireFree(AppAddress.of("gate.example.com", "/sales")));
    }

    /** Whatever answers at our host, be it a servlet, a file or the container. */
    @Test
    void everyPathThatIsOursIsKnown() throws IOException {
        var servlets = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.gatehouse").stream()
                        .filter(type -> type.isAnnotatedWith(WebServlet.class))
                        .flatMap(type -> Arrays.stream(
                                type.getAnnotationOfType(WebServlet.class).value()));
        try (var files = Files.list(Path.of("src/main/webapp"))) {
            var names = files.map(file -> "/" + file.getFileName()).filter(name -> !name.endsWith("-INF"));
            var container = Stream.of("/api", "/health", "/metrics", "/openapi", "/jakarta.faces.resource");

            assertThat(Stream.of(servlets, names, container).flatMap(each -> each))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(pattern -> assertThat(
                                    at("https://gate.example.com").hasPath(pattern.replaceFirst("^$|/\\*$", "") + "/"))
                            .as(pattern)
                            .isTrue());
        }
    }

    private static OwnAddress at(String publicUrl) {
        return Injection.into(new OwnAddress(), new GivenSettings(Setting.PUBLIC_URL, publicUrl).read());
    }
}
