package org.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final GivenSettings given = new GivenSettings();

    @Test
    void nothingSetLeavesTheDefaults() {
        Settings settings = given.read();

        assertThat(settings.dataDirectory()).isEqualTo(Path.of("./data"));
        assertThat(settings.sessionCookieName()).isEqualTo("gatehouse_session");
        assertThat(settings.invitationLifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.sessionLifetime()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.sessionIdleTimeout()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.secureCookies()).isFalse();
        assertThat(settings.publicUrl()).isEmpty();
        assertThat(settings.cookieDomain()).isEmpty();
        assertThat(settings.openIdClient()).isEmpty();
        assertThat(settings.mailServer()).isEmpty();
    }

    @Test
    void spaceAroundAValueDoesNotCountAndABlankValueIsNone() {
        given.with(COOKIE_DOMAIN, " .example.com\n")
                .with(SESSION_COOKIE_NAME, "  ")
                .with(FRONTEND_URL, "");

        assertThat(given.read().cookieDomain()).contains(".example.com");
        assertThat(given.read().sessionCookieName()).isEqualTo("gatehouse_session");
        assertThat(given.read().frontendUrl()).isEmpty();
    }

    @Test
    void addressesLoseTheirTrailingSlashButKeepTheirPath() {
        given.with(PUBLIC_URL, "https://example.com/gate/").with(FRONTEND_URL, "https://app.example.com//");

        assertThat(given.read().publicUrl()).contains(URI.create("https://example.com/gate"));
        assertThat(given.read().frontendUrl()).contains(URI.create("https://app.example.com"));
    }

    @Test
    void whatWasReadOnceStaysWhileTheProcessRuns() {
        Settings settings = given.with(PUBLIC_URL, "https://gate.example.com")
                .with(TRUSTED_PROXIES, "10.0.0.0/8")
                .read();
        assertThat(settings.publicUrl()).contains(URI.create("https://gate.example.com"));
        assertThat(settings.isTrustedProxy("10.1.2.3")).isTrue();

        given.with(PUBLIC_URL, "https://evil.example.com").with(TRUSTED_PROXIES, "0.0.0.0/0");

        assertThat(settings.publicUrl()).contains(URI.create("https://gate.example.com"));
        assertThat(settings.isTrustedProxy("203.0.113.9")).isFalse();
    }

    @Test
    void cookiesAreSecureWherePeopleComeByHttps() {
        assertThat(given.with(PUBLIC_URL, "https://gate.example.com").read().secureCookies())
                .isTrue();
        assertThat(given.with(PUBLIC_URL, "http://localhost:8080").read().secureCookies())
                .isFalse();
    }

    @Test
    void theIssuerIsTakenLetterByLetterAsProvidersSpellIt() {
        given.with(OIDC_CLIENT_ID, "gatehouse").with(OIDC_CLIENT_SECRET, "s").with(PUBLIC_URL, "https://g.example.com");

        assertThat(given.with(OIDC_ISSUER, "https://team.auth0.com/").read().openIdClient())
                .map(Settings.OpenIdClient::issuer)
                .contains("https://team.auth0.com/");
        assertThat(given.with(OIDC_ISSUER, "https://accounts.google.com").read().openIdClient())
                .map(Settings.OpenIdClient::issuer)
                .contains("https://accounts.google.com");
    }

    @Test
    void theRedirectUriFollowsFromThePublicUrlUnlessItIsSet() {
        given.with(OIDC_ISSUER, "https://sso.example.com")
                .with(OIDC_CLIENT_ID, "gatehouse")
                .with(OIDC_CLIENT_SECRET, "s")
                .with(OIDC_SCOPES, " openid  email ")
                .with(PUBLIC_URL, "https://example.com/gate/");

        Settings.OpenIdClient client = given.read().openIdClient().orElseThrow();

        assertThat(client.redirectUri()).hasToString("https://example.com/gate/api/auth/callback");
        assertThat(client.scopes()).containsExactly("openid", "email");
        given.with(OIDC_REDIRECT_URI, "https://api.example.com/api/auth/callback");
        assertThat(given.read().openIdClient().orElseThrow().redirectUri())
                .hasToString("https://api.example.com/api/auth/callback");
    }

    @Test
    void theRealmFollowsFromTheIssuerAndIsReachedElsewhereIfThatIsSaid() {
        given.with(OIDC_ISSUER, "https://login.example.com/auth/realms/team")
                .with(KEYCLOAK_ADMIN_CLIENT_ID, "gatehouse-service")
                .with(KEYCLOAK_ADMIN_CLIENT_SECRET, "s");

        assertThat(given.read().keycloakClient().orElseThrow().server()).hasToString("https://login.example.com/auth");
        assertThat(given.read().keycloakClient().orElseThrow().realm()).isEqualTo("team");

        given.with(KEYCLOAK_URL, "http://keycloak:8080/auth/");
        assertThat(given.read().keycloakClient().orElseThrow().server()).hasToString("http://keycloak:8080/auth");
    }

    @Test
    void accountsAreMadeForAllOrForTheDomainsThatAreNamed() {
        given.with(OIDC_ISSUER, "https://login.example.com/realms/team")
                .with(KEYCLOAK_ADMIN_CLIENT_ID, "gatehouse-service")
                .with(KEYCLOAK_ADMIN_CLIENT_SECRET, "s");
        assertThat(given.read().makesAccountFor("ida@example.com")).isFalse();

        given.with(KEYCLOAK_CREATE_ACCOUNTS, "example.org, Example.com");
        assertThat(given.read().makesAccountFor("ida@EXAMPLE.com")).isTrue();
        assertThat(given.read().makesAccountFor("ida@other.example.com")).isFalse();

        given.with(KEYCLOAK_CREATE_ACCOUNTS, "true");
        assertThat(given.read().makesAccountFor("ida@other.example.com")).isTrue();
        given.without(KEYCLOAK_ADMIN_CLIENT_ID);
        assertThat(given.read().makesAccountFor("ida@example.com")).isFalse();
    }

    @Test
    void aSessionMayBeIdleAsLongAsItLivesUnlessLessIsSaid() {
        given.with(SESSION_LIFETIME, "P7D");
        assertThat(given.read().sessionIdleTimeout()).isEqualTo(Duration.ofDays(7));

        given.with(SESSION_IDLE_TIMEOUT, "PT30M");
        assertThat(given.read().sessionIdleTimeout()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aMailServerNeedsOnlyItsHost() {
        Settings.MailServer server =
                given.with(SMTP_HOST, "mail.example.com").read().mailServer().orElseThrow();

        assertThat(server.port()).isEqualTo(587);
        assertThat(server.user()).isEmpty();
        assertThat(server.from()).isEqualTo("gatehouse@localhost");
    }
}
