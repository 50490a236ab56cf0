package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gatehouse.problem.ForbiddenProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedRequestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            Host: a.example, Uri: /x?y=1                                             > GET a.example /x?y=1
            Method: post, Proto: https, Host: A.Example, Uri: /                      > POST a.example /
            Proto: https, Host: a.example:443, Uri: /                                > GET a.example /
            Proto: http, Host: a.example:80, Uri: /                                  > GET a.example /
            Proto: https, Host: a.example:80, Uri: /                                 > GET a.example:80 /
            Proto: wss, Host: a.example:443, Uri: /                                  > GET a.example /
            Host: localhost:9000, Uri: /                                             > GET localhost:9000 /
            Host: [::1]:9000, Uri: /                                                 > GET [::1]:9000 /
            X-Original-URL: https://a.example:443/x?y                                > GET a.example /x?y
            Host: a.example, X-Original-URI: /x                                      > GET a.example /x
            Host: a.example, Uri: /x, X-Original-URI: /x                             > GET a.example /x
            Host: a.example, Uri: /x, Proto: http, X-Original-URL: http://a.example/x > GET a.example /x
            """)
    void whatAProxyTells(String headers, String asked) {
        var request = ForwardedRequest.of(read(headers)::get);

        assertThat(request.method() + " " + request.host() + " " + request.uri())
                .isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: a.example",
                "Uri: /x",
                "Host: , Uri: /x",
                // a client's beside the proxy's
                "Host: a.example, Host: b.example, Uri: /x",
                "Host: a.example, Uri: /x, Uri: /y",
                "Host: a.example, Uri: /x, Uri: /x",
                "Host: a.example+b.example, Uri: /x",
                "Host: a.example, Uri: /x, X-Original-URI: /y",
                "Host: a.example, Uri: /x, X-Original-URL: https://a.example/y",
                "Host: a.example, Uri: /x, X-Original-URL: https://b.example/x",
                "Host: a.example, Uri: /x, Proto: http, X-Original-URL: https://a.example/x",
                "Host: a.example, Uri: /x, Method: GET, Method: POST",
                // no host
                "Host: a.example/, Uri: /x",
                "Host: a@b, Uri: /x",
                "Host: a b, Uri: /x",
                "Host: a.example:x, Uri: /x",
                "Host: *, Uri: /x",
                // no address
                "X-Original-URL: /x",
                "X-Original-URL: ftp://a.example/x",
                "X-Original-URL: https://a.example",
                "X-Original-URL: https:///x",
                "Host: a.example, Uri: /x, Method: G T",
            })
    void whatIsNotClearIsRefused(String headers) {
        assertThatExceptionOfType(ForbiddenProblem.class).isThrownBy(() -> ForwardedRequest.of(read(headers)::get));
    }

    /** {@code Host} stands for {@code X-Forwarded-Host}, a plus sign for a comma. */
    private static Headers read(String line) {
        return new Headers(Arrays.stream(line.split(", "))
                .filter(header -> !header.isEmpty())
                .map(header -> header.split(": ?", 2))
                .collect(Collectors.groupingBy(
                        header -> (header[0].startsWith("X-") ? "" : "X-Forwarded-") + header[0],
                        TreeMap::new,
                        Collectors.mapping(header -> header[1].replace("+", ", "), Collectors.toList()))));
    }

    private record Headers(Map<String, List<String>> all) {
        List<String> get(String name) {
            return all.getOrDefault(name, List.of());
        }
    }
}
