package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.InvalidProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppAddressTest {

    @ParameterizedTest
    @CsvSource({
        "'',                       /sales,       /sales",
        "Sales.Example.com,        /,            sales.example.com/",
        "' sales.example.com ',    /*,           sales.example.com/",
        "sales.example.com:8443,   /x/,          sales.example.com:8443/x",
        "localhost:9000,           /x/*,         localhost:9000/x",
        "10.0.0.7,                 /a.b/~c_d-e,  10.0.0.7/a.b/~c_d-e",
        "xn--caf-dma.example,      /caf\u00e9,   xn--caf-dma.example/caf\u00e9",
    })
    void anAddressIsKeptInOneSpelling(String host, String path, String spelt) {
        assertThat(AppAddress.of(host, path)).hasToString(spelt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sales.example.com",
                "sales.example.com/",
                "*.example.com",
                "-a.example.com",
                "a..example.com",
                "example.com.",
                "example.com:0",
                "example.com:123456",
                "a b",
                "a@b",
                "a,b",
                "[::1]",
                "caf\u00e9.example"
            })
    void whatIsNoHostIsRefused(String host) {
        assertThatExceptionOfType(InvalidProblem.class)
                .isThrownBy(() -> AppAddress.of(host, "/"))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .extracting(FieldError::field)
                        .containsExactly("host"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sales",
                "//",
                "//evil.example",
                "/a//b",
                "/..",
                "/a/../b",
                "/./a",
                "/a;b",
                "/a%2fb",
                "/a b",
                "/a?b",
                "/a#b",
                "/a\\b",
                "/a*",
                "/*/a",
                "/a\nb",
                "/a\u0000",
                "/a\u2028b"
            })
    void whatCouldBeReadAsAnotherPathIsRefused(String path) {
        assertThatExceptionOfType(InvalidProblem.class)
                .isThrownBy(() -> AppAddress.of("", path))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .extracting(FieldError::field)
                        .containsExactly("path"));
    }

    @Test
    void aPathHasAtMost200Characters() {
        assertThat(AppAddress.of("", "/" + "a".repeat(199)).path().value()).hasSize(200);
        assertThatExceptionOfType(InvalidProblem.class).isThrownBy(() -> AppAddress.of("", "/" + "a".repeat(200)));
    }

    @ParameterizedTest
    @CsvSource({
        "everybody, false, '',     access",
        "'',        false, '',     access",
        "role,      false, '',     org_id role",
        "role,      true,  '',     role",
        "role,      false, viewer, org_id",
        "role,      true,  boss,   role",
        "public,    true,  viewer, org_id role",
    })
    void aPolicyThatSaysTooLittleOrTooMuchIsRefused(String access, boolean organization, String role, String fields) {
        assertThatExceptionOfType(InvalidProblem.class)
                .isThrownBy(() -> Policy.of(
                        access,
                        Optional.of(SomeApp.ACME).filter(id -> organization),
                        Optional.of(role).filter(word -> !word.isEmpty())))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .extracting(FieldError::field)
                        .containsExactlyElementsOf(List.of(fields.split(" "))));
    }
}
