package org.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://gate.example.com, https://gate.example.com",
        "https://Gate.Example.COM/gate?x=1, https://gate.example.com",
        "https://gate.example.com:443, https://gate.example.com",
        "https://gate.example.com:8443, https://gate.example.com:8443",
        "http://localhost:8080/, http://localhost:8080",
        "http://localhost:80, http://localhost",
        "http://localhost:443, http://localhost:443",
        "http://[::1]:8080, http://[::1]:8080",
    })
    void anOriginIsSpeltAsBrowsersSendIt(URI address, String origin) {
        assertThat(Origin.of(address)).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.8.0.1", "[::1]", "::1"})
    void thisMachineHasSeveralNames(String host) {
        assertThat(Origin.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "mylocalhost", "0.0.0.0"})
    void othersDoNot(String host) {
        assertThat(Origin.isLoopback(host)).isFalse();
    }
}
