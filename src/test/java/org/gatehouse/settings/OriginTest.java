package org.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
