package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import java.util.Optional;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.setup.Finding.Status;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;

class ProxyCheckTest {

    private final GivenSettings given = new GivenSettings(PUBLIC_URL, "https://gate.example.com");

    @Test
    void aTrustedProxyThatSaysWhoCallsAndByWhatIsWell() {
        var finding = look(Asked.from("127.0.0.1", "gate.example.com").throughProxy("https"));

        assertThat(finding.status()).isEqualTo(Status.OK);
        assertThat(finding.detail()).contains("127.0.0.1", "https");
    }

    @Test
    void aProxyThatIsNotTrustedIsNamedBesideThoseThatAre() {
        given.with(TRUSTED_PROXIES, "127.0.0.1, 10.1.0.0/16");

        var finding = look(Asked.from("10.0.0.5", "gate.example.com").throughProxy("https"));

        assertThat(finding.status()).isEqualTo(Status.WRONG);
        assertThat(finding.value()).isEqualTo("TRUSTED_PROXIES=127.0.0.1, 10.1.0.0/16, 10.0.0.5");
    }

    @Test
    void aProxyThatIsSilentIsToldWhatToSay() {
        var noScheme = look(Asked.from("127.0.0.1", "gate.example.com").with("X-Forwarded-For", "203.0.113.9"));
        assertThat(noScheme.status()).isEqualTo(Status.WRONG);
        assertThat(noScheme.detail()).contains("by which scheme");

        var noAddress = look(Asked.from("127.0.0.1", "gate.example.com").with("X-Forwarded-Proto", "https"));
        assertThat(noAddress.detail()).contains("who calls");

        var nothing = look(Asked.from("127.0.0.1", "127.0.0.1:8080"));
        assertThat(nothing.status()).isEqualTo(Status.WRONG);
        assertThat(nothing.detail()).contains("strangers as an operator");
        assertThat(nothing.value()).contains("X-Forwarded-For $proxy_add_x_forwarded_for;");
    }

    @Test
    void noProxyIsWellToo() {
        assertThat(look(Asked.from("203.0.113.9", "gate.example.com")).status()).isEqualTo(Status.OK);
        given.with(PUBLIC_URL, "http://localhost:8080");
        assertThat(look(Asked.from("127.0.0.1", "localhost:8080")).status()).isEqualTo(Status.OK);
    }

    @Test
    void onlyARequestTells() {
        assertThat(check(Optional.empty()).status()).isEqualTo(Status.UNKNOWN);
    }

    private Finding look(Asked asked) {
        return check(Optional.of(asked.visit()));
    }

    private Finding check(Optional<Visit> visit) {
        return Injection.into(new ProxyCheck(), given.read()).look(visit);
    }
}
