package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            app.example.com api.example.com       , example.com
            example.com api.example.com           , example.com
            API.Example.com app.EXAMPLE.com       , example.com
            a.b.example.com c.b.example.com       , b.example.com
            app.example.co.uk api.example.co.uk   , example.co.uk
            app.example.com                       , app.example.com
            app.example.com app.example.org       , -
            one.co.uk two.co.uk                   , -
            app.com api.com                       , -
            localhost app.example.com             , -
            10.0.0.1 10.1.0.1                     , -
            [::1] localhost                       , -
            127.0.0.1 localhost                   , -
            """)
    void theDomainThatACookieForAllOfThemNeeds(String hosts, String domain) {
        assertThat(Hosts.commonDomain(Arrays.asList(hosts.split(" ")))).isEqualTo(Optional.ofNullable(domain));
    }

    @ParameterizedTest
    @CsvSource({
        ".example.com, app.example.com, true",
        "example.com, example.com, true",
        ".Example.com, APP.example.COM, true",
        "example.com, badexample.com, false",
        "app.example.com, example.com, false",
        "localhost, localhost, true"
    })
    void aCookieGoesToItsDomainAndBelow(String domain, String host, boolean covered) {
        assertThat(Hosts.covers(domain, host)).isEqualTo(covered);
    }
}
