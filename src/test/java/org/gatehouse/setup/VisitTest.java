package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8080",
        "127.0.0.1, 127.0.0.1:8080",
        "0:0:0:0:0:0:0:1, [::1]:8080",
        "127.0.0.5, localhost"
    })
    void whoeverAsksOnThisMachineItselfIsAnOperator(String peer, String host) {
        assertThat(Visit.isOperator(Asked.from(peer, host).request())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Real-IP",
                "Forwarded",
                "Via",
                "Origin",
                "Sec-Fetch-Site"
            })
    void whatAProxyOrABrowserSaysMakesItSomebodyElse(String header) {
        assertThat(Visit.isOperator(Asked.from("127.0.0.1", "localhost")
                        .with(header, "127.0.0.1")
                        .request()))
                .isFalse();
        assertThat(Visit.isOperator(
                        Asked.from("127.0.0.1", "localhost").with(header, "").request()))
                .as("an empty one, too")
                .isFalse();
    }

    @Test
    void aProxyThatSaysNothingIsKnownByItsOldProtocol() {
        assertThat(Visit.isOperator(
                        Asked.from("127.0.0.1", "127.0.0.1:8080").byHttp10().request()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, localhost",
        "10.0.0.1, 127.0.0.1",
        "127.0.0.1, gate.example.com",
        "127.0.0.1, localhost.example.com",
        "127.0.0.1, evil.example.com:8080",
        "127.0.0.1, ''"
    })
    void whoComesFromElsewhereOrByAnotherNameIsNoOperator(String peer, String host) {
        assertThat(Visit.isOperator(Asked.from(peer, host).request())).isFalse();
    }

    @Test
    void aTrustedProxyIsBelieved() {
        var visit = Asked.from("127.0.0.1", "127.0.0.1:8080")
                .throughProxy("https")
                .with("X-Forwarded-Host", "gate.example.com:443")
                .visit();

        assertThat(visit.scheme()).isEqualTo("https");
        assertThat(visit.host()).isEqualTo("gate.example.com");
        assertThat(visit.proxied()).isTrue();
        assertThat(visit.trusted()).isTrue();
    }

    @Test
    void ofSeveralProxiesTheFirstHasSeenTheBrowser() {
        var visit = Asked.from("127.0.0.1", "inner")
                .throughProxy("https, http")
                .with("X-Forwarded-Host", " gate.example.com , inner")
                .visit();

        assertThat(visit.scheme()).isEqualTo("https");
        assertThat(visit.host()).isEqualTo("gate.example.com");
    }

    @Test
    void anotherProxyIsNot() {
        var visit = Asked.from("10.0.0.5", "gate.example.com:8080")
                .throughProxy("https")
                .with("X-Forwarded-Host", "evil.example.com")
                .visit();

        assertThat(visit.scheme()).isEqualTo("http");
        assertThat(visit.host()).isEqualTo("gate.example.com");
        assertThat(visit.proxied()).isTrue();
        assertThat(visit.trusted()).isFalse();
    }
}
