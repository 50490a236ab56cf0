package org.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.settings.Settings;
import org.gatehouse.testing.Injection;
import org.gatehouse.user.SomeUser;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

    private static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");

    private final GivenSettings settings = new GivenSettings(Setting.SECRET_KEY, "a-key-for-tests-a-key-for-tests-");
    private final List<String> sent = new ArrayList<>();

    @Test
    void withNothingElseSetItIsThisHostsForADayAndNoScripts() {
        set();

        assertThat(sent)
                .singleElement()
                .asString()
                .matches("gatehouse_session=[\\w.-]+; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax");
    }

    @Test
    void itLivesAsLongAsTheSession() {
        settings.with(Setting.SESSION_LIFETIME, "P7D");

        set();

        assertThat(sent.get(0)).contains("; Max-Age=604800;");
    }

    @Test
    void itIsSecureWherePeopleComeByHttps() {
        settings.with(Setting.PUBLIC_URL, "https://gate.example.com");

        set();

        assertThat(sent.get(0)).endsWith("; Secure");
    }

    @Test
    void itIsTheConfiguredDomainsWithItsLeadingDotAndByItsConfiguredName() {
        settings.with(Setting.COOKIE_DOMAIN, ".example.com").with(Setting.SESSION_COOKIE_NAME, "marrow_session");

        set();

        assertThat(sent.get(0)).startsWith("marrow_session=").contains("; Domain=.example.com;");
    }

    @Test
    void itIsRemovedWithTheAttributesItWasSetWith() {
        settings.with(Setting.COOKIE_DOMAIN, ".example.com");

        cookie().remove(response());

        assertThat(sent)
                .containsExactly("gatehouse_session=; Path=/; Domain=.example.com; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    private void set() {
        cookie().set(
                        response(),
                        new UserSession(
                                SomeUser.named("Alice", "alice@example.com"), "id-token", NOW, Duration.ofDays(1)));
    }

    private SessionCookie cookie() {
        Settings read = settings.read();
        SigningKeys keys = Injection.into(new SigningKeys(), read, Clock.fixed(NOW, ZoneOffset.UTC));
        return Injection.into(new SessionCookie(), read, Injection.into(new SessionToken(), keys, read));
    }

    /** Keeps the headers; there is no container to make a real one. */
    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("addHeader");
                    assertThat(arguments[0]).isEqualTo("Set-Cookie");
                    sent.add((String) arguments[1]);
                    return null;
                });
    }
}
