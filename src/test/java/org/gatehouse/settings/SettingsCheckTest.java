package org.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.settings.Setting.*;

import java.util.List;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

    private static final String GOOD_SECRET = "4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j";

    private final GivenSettings given = new GivenSettings(
            PUBLIC_URL, "https://gate.example.com",
            FRONTEND_URL, "https://app.example.com",
            COOKIE_DOMAIN, ".example.com",
            CORS_ORIGINS, "https://app.example.com, http://localhost:3000/",
            SECRET_KEY, GOOD_SECRET,
            OIDC_ISSUER, "https://sso.example.com/realms/team",
            OIDC_CLIENT_ID, "gatehouse",
            OIDC_CLIENT_SECRET, "secret",
            DATABASE_URL, "postgresql://gatehouse:pw@db/gatehouse",
            SMTP_HOST, "mail.example.com",
            SMTP_FROM, "gatehouse@example.com");

    @Test
    void aWholeProductionSetUpIsSound() {
        assertThat(wrong()).isEmpty();
        assertThatCode(() -> check(given).requireSound()).doesNotThrowAnyException();
    }

    @Test
    void nothingSetIsSound() {
        assertThat(check(new GivenSettings()).findWrong()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            PUBLIC_URL          | gate.example.com
            PUBLIC_URL          | ftp://gate.example.com
            PUBLIC_URL          | https://
            PUBLIC_URL          | https://me:pw@gate.example.com
            PUBLIC_URL          | https://gate.example.com/?x=1
            PUBLIC_URL          | https://gate.example.com/#top
            PUBLIC_URL          | https://gate example.com
            PUBLIC_URL          | -
            FRONTEND_URL        | app.example.com
            OIDC_ISSUER         | sso.example.com/realms/team
            OIDC_REDIRECT_URI   | /api/auth/callback
            OIDC_CLIENT_ID      | -
            OIDC_CLIENT_SECRET  | -
            SECRET_KEY          | -
            SECRET_KEY          | short
            SECRET_KEY_PREVIOUS | short
            SESSION_COOKIE_NAME | my cookie
            SESSION_COOKIE_NAME | a=b
            COOKIE_DOMAIN       | https://example.com
            COOKIE_DOMAIN       | example.com; Secure
            COOKIE_DOMAIN       | .example.org
            COOKIE_DOMAIN       | ample.com
            CORS_ORIGINS        | *
            CORS_ORIGINS        | https://*.example.com
            CORS_ORIGINS        | app.example.com
            CORS_ORIGINS        | https://app.example.com/path
            CORS_ORIGINS        | https://app.example.com https://www.example.com
            DATABASE_URL        | mysql://db/gatehouse
            DATABASE_URL        | jdbc:h2:mem:x
            DATABASE_URL        | postgresql://
            SMTP_PORT           | 0
            SMTP_PORT           | 65536
            SMTP_PORT           | smtp
            SMTP_FROM           | Gatehouse
            SMTP_FROM           | Gatehouse <gatehouse@example.com>
            INVITATION_LIFETIME | 7
            AUDIT_RETENTION | P999999D
            SESSION_RETENTION | forever
            SESSION_LIFETIME | 24
            SESSION_LIFETIME | PT0S
            SESSION_IDLE_TIMEOUT | half an hour
            SESSION_IDLE_TIMEOUT | PT4M59S
            SESSION_IDLE_TIMEOUT | PT24H1S
            TRUSTED_PROXIES | proxy.example.com
            RATE_LIMIT_SIGN_INS | 0
            ADMIN_EMAILS | nobody
            ROLE_MAPPING | groups
            ROLE_MAPPING | groups=engineering -> acme
            ROLE_MAPPING | groups=engineering -> acme:boss
            ROLE_MAPPING | groups=engineering -> Acme Inc:editor
            ROLE_MAPPING | =engineering -> acme:editor
            KEYCLOAK_URL | keycloak:8080
            KEYCLOAK_CREATE_ACCOUNTS | true
            SHARED_TOKEN | on
            SHARED_TOKEN | RANDOM
            SHARED_TOKEN_VERSION | 2
            SHARED_TOKEN_VERSION_FILE | pom.xml
            SHARED_TOKEN_PASSWORD | p��ssword
            INVITATION_LIFETIME | 7 days
            INVITATION_LIFETIME | PT0S
            INVITATION_LIFETIME | -P1D
            MAX_PENDING_INVITATIONS | 0
            MAX_PENDING_INVITATIONS | -1
            MAX_PENDING_INVITATIONS | many
            MAX_PENDING_INVITATIONS | 99999999999
            """)
    void aWrongSettingIsNamedAndNothingElse(Setting setting, String value) {
        if (value == null) {
            given.without(setting);
        } else {
            given.with(setting, value);
        }

        assertThat(wrong()).singleElement().asString().startsWith(setting + " ");
    }

    @Test
    void allWrongSettingsAreReportedTogether() {
        given.with(PUBLIC_URL, "not an address").with(SECRET_KEY, "demo-only-").with(SMTP_PORT, "x");
        given.without(OIDC_CLIENT_ID).with(INVITATION_LIFETIME, "a week").with(COOKIE_DOMAIN, "a b");

        assertThatThrownBy(() -> check(given).requireSound())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "PUBLIC_URL",
                        "SECRET_KEY",
                        "SMTP_PORT",
                        "OIDC_CLIENT_ID",
                        "INVITATION_LIFETIME",
                        "COOKIE_DOMAIN");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            SHARED_TOKEN, off
            SHARED_TOKEN, random
            SHARED_TOKEN, deterministic
            SHARED_TOKEN_PASSWORD, sup3rs3cr3t
            SHARED_TOKEN_PASSWORD, Öffne dich 🗝
            """)
    void theSharedTokenMayBeAnyOfThese(Setting setting, String value) {
        given.with(setting, value);

        assertThat(wrong()).isEmpty();
    }

    @Test
    void theDemosServiceAccountIsRefusedOutsideLoopback() {
        given.with(OIDC_ISSUER, "https://login.example.com/realms/x")
                .with(KEYCLOAK_ADMIN_CLIENT_ID, "gatehouse-service")
                .with(KEYCLOAK_ADMIN_CLIENT_SECRET, "demo-only-" + GOOD_SECRET);

        assertThat(wrong()).singleElement().asString().startsWith("KEYCLOAK_ADMIN_CLIENT_SECRET is the demo's");
    }

    @Test
    void aServiceAccountNeedsItsSecretAndAKeycloak() {
        given.with(KEYCLOAK_ADMIN_CLIENT_ID, "gatehouse-service")
                .with(OIDC_ISSUER, "https://login.example.com/realms/x");
        assertThat(wrong()).singleElement().asString().startsWith("KEYCLOAK_ADMIN_CLIENT_SECRET is missing");

        given.with(KEYCLOAK_ADMIN_CLIENT_SECRET, GOOD_SECRET);
        assertThat(wrong()).isEmpty();

        given.with(KEYCLOAK_CREATE_ACCOUNTS, "example.com, team.example.org");
        assertThat(wrong()).isEmpty();
        given.with(KEYCLOAK_CREATE_ACCOUNTS, "yes");
        assertThat(wrong()).singleElement().asString().startsWith("KEYCLOAK_CREATE_ACCOUNTS has the wrong form");
        given.with(KEYCLOAK_CREATE_ACCOUNTS, "false");

        given.with(OIDC_ISSUER, "https://login.example.com");
        assertThat(wrong()).singleElement().asString().startsWith("KEYCLOAK_ADMIN_CLIENT_ID needs a Keycloak");

        given.without(KEYCLOAK_ADMIN_CLIENT_ID);
        assertThat(wrong()).singleElement().asString().startsWith("KEYCLOAK_ADMIN_CLIENT_ID is missing");
    }

    @Test
    void aDeterministicTokenNeedsAKeyThatNobodyGuesses() {
        var deterministic = new GivenSettings(SHARED_TOKEN, "deterministic");
        assertThat(check(deterministic).findWrong()).singleElement().asString().startsWith("SECRET_KEY is missing");

        deterministic.with(SECRET_KEY, "change-me-0123456789-0123456789-0123456789");
        assertThat(check(deterministic).findWrong())
                .singleElement()
                .asString()
                .startsWith("SECRET_KEY is easily guessed");

        assertThat(check(deterministic.with(SECRET_KEY, GOOD_SECRET)).findWrong())
                .isEmpty();
    }

    @Test
    void aTokensVersionIsATextOrAFileThatCanBeRead() {
        var deterministic = new GivenSettings(SHARED_TOKEN, "deterministic", SECRET_KEY, GOOD_SECRET);
        assertThat(check(deterministic.with(SHARED_TOKEN_VERSION_FILE, "pom.xml"))
                        .findWrong())
                .isEmpty();

        assertThat(check(deterministic.with(SHARED_TOKEN_VERSION, "2")).findWrong())
                .singleElement()
                .asString()
                .contains("unset one of them");

        deterministic.without(SHARED_TOKEN_VERSION);
        for (var path : List.of("no/such.py", "src", "a\0b")) {
            assertThat(check(deterministic.with(SHARED_TOKEN_VERSION_FILE, path))
                            .findWrong())
                    .singleElement()
                    .asString()
                    .startsWith("SHARED_TOKEN_VERSION_FILE names no file");
        }
    }

    @Test
    void aTokenAndAPasswordContradictEachOther() {
        for (var token : List.of("random", "off")) {
            assertThat(check(new GivenSettings(SHARED_TOKEN, token, SHARED_TOKEN_PASSWORD, "sup3rs3cr3t"))
                            .findWrong())
                    .singleElement()
                    .asString()
                    .contains("SHARED_TOKEN_PASSWORD")
                    .doesNotContain("sup3rs3cr3t");
        }
    }

    @Test
    void noSecretIsRepeatedInWhatIsReported() {
        given.with(SECRET_KEY, "too-short-a-secret").with(DATABASE_URL, "mysql://user:hunter2@db/x");

        assertThat(wrong()).hasSize(2).noneMatch(line -> line.contains("too-short-a") || line.contains("hunter2"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SECRET_KEY", "SECRET_KEY_PREVIOUS", "OIDC_CLIENT_SECRET"})
    void aSecretOfTheDemoIsRefusedOutsideLoopback(Setting secret) {
        given.with(secret, "demo-only-" + GOOD_SECRET);

        assertThat(wrong()).singleElement().asString().startsWith(secret + " is the demo's");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080", "http://LOCALHOST", "http://127.0.0.1:8080/gate", "http://[::1]:8080"})
    void theDemosSecretsAreAcceptedOnLoopback(String publicUrl) {
        given.with(PUBLIC_URL, publicUrl).without(COOKIE_DOMAIN).with(SECRET_KEY, "demo-only-" + GOOD_SECRET);

        assertThat(wrong()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost.example.com", "http://127.0.0.1.example.com", "http://localhost@example.com"})
    void aHostThatOnlyLooksLikeLoopbackIsNone(String publicUrl) {
        given.with(PUBLIC_URL, publicUrl).with(SECRET_KEY, "demo-only-" + GOOD_SECRET);

        assertThat(wrong()).anyMatch(line -> line.startsWith("SECRET_KEY is the demo's"));
    }

    @Test
    void aShortSecretKeyIsRefusedWithoutAProviderToo() {
        GivenSettings noProvider = new GivenSettings(SECRET_KEY, "short");

        assertThat(check(noProvider).findWrong()).singleElement().asString().startsWith("SECRET_KEY is too short");
    }

    @Test
    void mailNeedsThePublicUrlForItsLinksWithoutAProviderToo() {
        GivenSettings noProvider = new GivenSettings(SMTP_HOST, "mail.example.com");

        assertThat(check(noProvider).findWrong()).singleElement().asString().startsWith("PUBLIC_URL is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {".example.com", "example.com", "gate.example.com", ".Gate.Example.COM"})
    void aCookieDomainThatHoldsThePublicHostIsSound(String domain) {
        assertThat(check(given.with(COOKIE_DOMAIN, domain)).findWrong()).isEmpty();
    }

    @Test
    void aCookieDomainMayBeLocalhostItself() {
        given.with(PUBLIC_URL, "http://localhost:8080").with(COOKIE_DOMAIN, "localhost");

        assertThat(wrong()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcabcabcabcabcabcabcabcabcabcabcabc",
                "changeme-changeme-changeme-changeme",
                "CHANGE_ME_4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j",
                "secret-4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j",
                "password0123456789012345678901234567890"
            })
    void aKeyThatIsEasilyGuessedIsRefusedWithAProvider(String key) {
        for (Setting setting : List.of(SECRET_KEY, SECRET_KEY_PREVIOUS)) {
            given.with(SECRET_KEY, GOOD_SECRET).with(setting, key);

            assertThat(wrong()).singleElement().asString().startsWith(setting + " is easily guessed");
        }
        assertThat(check(new GivenSettings(SECRET_KEY, key)).findWrong())
                .as("nobody signs in without a provider")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "97203846150927364518203746591827",
                "0f8fad5bd9cb469fa165708669efbbd7",
                "correct horse battery staple correct"
            })
    void aRandomKeyOfFewSymbolsIsNotTakenForAGuessableOne(String key) {
        assertThat(check(given.with(SECRET_KEY, key)).findWrong()).isEmpty();
    }

    private List<String> wrong() {
        return check(given).findWrong();
    }

    private static SettingsCheck check(GivenSettings given) {
        return Injection.into(new SettingsCheck(), given.read());
    }
}
