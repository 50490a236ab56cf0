package org.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "::/0, 203.0.113.9, false"
    })
    void aNetworkContainsWhatBeginsAlike(String network, String address, boolean contained) {
        assertThat(Network.parse(network).contains(address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "::1/129",
                "10.0.0",
                "1.2.3.4.5",
                "256.1.1.1",
                "cafe",
                "10.0.0.0/-1",
                "a b"
            })
    void whatIsNoNetworkIsRefusedAndNotLookedUp(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "203.0.113.9:4711, 203.0.113.9",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1"
    })
    void aHopIsAnAddressPerhapsWithAPort(String hop, String address) {
        assertThat(Network.address(hop)).contains(address);
    }

    @Test
    void aHopThatIsNoAddressIsNone() {
        assertThat(Network.address("unknown")).isEmpty();
        assertThat(Network.address("evil.example.com")).isEmpty();
        assertThat(Network.address("999.1.1.1")).isEmpty();
        assertThat(Network.address("")).isEmpty();
    }
}
