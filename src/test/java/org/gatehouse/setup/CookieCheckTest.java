package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import java.util.Optional;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.setup.Finding.Status;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;

class CookieCheckTest {

    private final GivenSettings given = new GivenSettings(
            PUBLIC_URL, "https://api.example.com",
            OIDC_ISSUER, "https://sso.example.com",
            OIDC_CLIENT_ID, "gatehouse",
            OIDC_CLIENT_SECRET, "secret");

    private final Asked throughProxy =
            Asked.from("127.0.0.1", "api.example.com").throughProxy("https");

    @Test
    void aCookieThatComesBackIsWell() {
        assertThat(look(throughProxy).status()).isEqualTo(Status.OK);
        assertThat(look(throughProxy).detail()).contains("goes to api.example.com, by https only");
        given.with(COOKIE_DOMAIN, ".example.com").with(FRONTEND_URL, "https://app.example.com");
        assertThat(look(throughProxy).status()).isEqualTo(Status.OK);
        assertThat(check(Optional.empty()).detail()).contains("open /admin");
    }

    @Test
    void aFrontEndThatTheCookieDoesNotReachIsToldWithTheDomainToSet() {
        given.with(FRONTEND_URL, "https://app.example.com");

        for (var finding : new Finding[] {look(throughProxy), check(Optional.empty())}) {
            assertThat(finding.status()).isEqualTo(Status.WRONG);
            assertThat(finding.detail())
                    .contains("app.example.com (FRONTEND_URL)", "almost always", "to api.example.com alone");
            assertThat(finding.value()).isEqualTo("COOKIE_DOMAIN=.example.com");
        }
        given.with(COOKIE_DOMAIN, "api.example.com");
        assertThat(look(throughProxy).detail()).contains("COOKIE_DOMAIN is api.example.com");
        assertThat(look(throughProxy).value()).isEqualTo("COOKIE_DOMAIN=.example.com");
    }

    @Test
    void hostsThatNoCookieCanShareAreTold() {
        given.with(FRONTEND_URL, "https://app.example.org");

        assertThat(look(throughProxy).status()).isEqualTo(Status.WRONG);
        assertThat(look(throughProxy).fix()).contains("below one domain");
        assertThat(look(throughProxy).value()).isNull();
    }

    @Test
    void aRequestByAHostThatTheCookieDoesNotReachIsTold() {
        var other = look(Asked.from("127.0.0.1", "gate.example.com").throughProxy("https"));
        assertThat(other.value()).isEqualTo("COOKIE_DOMAIN=.example.com");

        var inner = look(Asked.from("127.0.0.1", "127.0.0.1:8080").throughProxy("https"));
        assertThat(inner.status()).isEqualTo(Status.WRONG);
        assertThat(inner.value()).isEqualTo("proxy_set_header Host $http_host;");
    }

    @Test
    void aRequestByAnotherHostOfTheDomainIsHeldAgainstThePublicUrl() {
        given.with(COOKIE_DOMAIN, ".example.com");

        var finding = look(Asked.from("127.0.0.1", "www.example.com").throughProxy("https"));

        assertThat(finding.status()).isEqualTo(Status.WRONG);
        assertThat(finding.detail()).contains("came by www.example.com", "PUBLIC_URL is https://api.example.com");
        assertThat(finding.value()).isEqualTo("PUBLIC_URL=https://www.example.com");
    }

    @Test
    void aSecureCookieDoesNotComeByHttp() {
        var plain = Asked.from("203.0.113.9", "api.example.com");

        assertThat(look(plain).status()).isEqualTo(Status.WRONG);
        assertThat(look(plain).detail()).contains("Secure");
        assertThat(look(plain.withCookie()).status())
                .as("it came, so only the proxy does not say by what")
                .isEqualTo(Status.OK);
    }

    @Test
    void aPublicUrlByHttpWherePeopleComeByHttpsIsTold() {
        given.with(PUBLIC_URL, "http://api.example.com");

        assertThat(look(throughProxy).value()).isEqualTo("PUBLIC_URL=https://api.example.com");
        assertThat(look(Asked.from("203.0.113.9", "api.example.com")).status()).isEqualTo(Status.OK);
    }

    @Test
    void anUntrustedProxyIsNotBelievedThatPeopleComeByHttps() {
        var finding = look(Asked.from("10.0.0.5", "api.example.com").throughProxy("https"));

        assertThat(finding.detail()).contains("by http, as far as is known");
    }

    @Test
    void aCallbackOnAnotherHostOrByAnotherSchemeKeepsEverybodyOut() {
        given.with(OIDC_REDIRECT_URI, "https://login.example.com/api/auth/callback")
                .with(COOKIE_DOMAIN, ".example.com");
        assertThat(check(Optional.empty()).detail()).contains("nobody can sign in");
        assertThat(check(Optional.empty()).value())
                .isEqualTo("OIDC_REDIRECT_URI=https://api.example.com/api/auth/callback");

        given.with(OIDC_REDIRECT_URI, "http://api.example.com/api/auth/callback");
        assertThat(check(Optional.empty()).status()).isEqualTo(Status.WRONG);
    }

    @Test
    void portsDoNotMatterToCookies() {
        given.with(PUBLIC_URL, "http://localhost:8080").with(FRONTEND_URL, "http://localhost:3000");

        assertThat(look(Asked.from("127.0.0.1", "localhost:8080")).status()).isEqualTo(Status.OK);
        assertThat(look(Asked.from("127.0.0.1", "127.0.0.1:8080")).status()).isEqualTo(Status.WRONG);
    }

    @Test
    void withoutAProviderThereIsNoCookie() {
        given.without(OIDC_ISSUER);

        assertThat(look(throughProxy).status()).isEqualTo(Status.NOT_CONFIGURED);
    }

    private Finding look(Asked asked) {
        return check(Optional.of(asked.visit()));
    }

    private Finding check(Optional<Visit> visit) {
        return Injection.into(new CookieCheck(), given.read()).look(visit);
    }
}
