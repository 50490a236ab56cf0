package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityHeadersTest {

    @ParameterizedTest
    @CsvSource({
        "Alice Liddell,          Alice Liddell",
        "Jürgen,                 J%C3%BCrgen",
        "王小明,                 %E7%8E%8B%E5%B0%8F%E6%98%8E",
        "50% off,                50%25 off",
        "a+b@example.com,        a+b@example.com",
        "'x\r\nRemote-User: y',  x%0D%0ARemote-User: y",
        "'',                     ''",
    })
    void whatIsNotAsciiIsPercentEncoded(String text, String header) {
        assertThat(IdentityHeaders.encode(text)).isEqualTo(header);
    }

    @Property
    void anyNameIsOneLineOfAsciiFromWhichItCanBeRead(@ForAll String name) {
        var readable = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).strip();
        var header = IdentityHeaders.encode(name);

        assertThat(header).matches("[ -~]*");
        assertThat(URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(readable);
    }
}
