package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;

class SignInAttemptCookieTest {
    private static final String ORDINARY = "/orgs/7b3a1e0c-2a55-4a0e-8f1d-5b9c3c1d2e4f/settings?q=al&role=editor";
    private static final String LONGEST = "/" + "a".repeat(1_999);

    private final GivenSettings settings = new GivenSettings(Setting.SECRET_KEY, "a-key-for-tests-a-key-for-tests-");
    private final SignInAttemptCookie cookies = Injection.into(
            new SignInAttemptCookie(),
            settings.read(),
            Injection.into(new SigningKeys(), settings.read(), Clock.systemUTC()));

    /** What a browser keeps, the oldest first. */
    private final Map<String, String> browser = new LinkedHashMap<>();

    @Test
    void anAttemptCountsOnce() {
        var state = begin(ORDINARY);

        assertThat(cookies.take(request(), response(), state).map(SignInAttempt::next))
                .contains(ORDINARY);
        assertThat(cookies.take(request(), response(), state)).isEmpty();
    }

    @Test
    void tenTabsAllComeBackHoweverManyWereGivenUpBefore() {
        IntStream.range(0, 30).forEach(tab -> begin(ORDINARY));

        var tabs = IntStream.range(0, 10).mapToObj(tab -> begin(ORDINARY)).toList();

        assertThat(tabs)
                .allMatch(state -> cookies.take(request(), response(), state).isPresent());
    }

    /** Servers take requests up to 8 kB. */
    @Test
    void attemptsNeverAddUpToARequestThatIsTooLarge() {
        IntStream.range(0, 15).forEach(tab -> begin(ORDINARY));
        IntStream.range(0, 15).forEach(tab -> begin(LONGEST));

        assertThat(browser.toString()).hasSizeLessThan(6_000);
        assertThat(cookies.take(request(), response(), begin(LONGEST))).isPresent();
    }

    private String begin(String next) {
        var state = UUID.randomUUID().toString();
        var nonce = SignInAttempt.newVerifier();
        cookies.set(request(), response(), new SignInAttempt(state, nonce, SignInAttempt.newVerifier(), next));
        return state;
    }

    private HttpServletRequest request() {
        return fake(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getCookies" ->
                browser.entrySet().stream()
                        .map(cookie -> new Cookie(cookie.getKey(), cookie.getValue()))
                        .toArray(Cookie[]::new);
            case "getContextPath" -> "";
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private HttpServletResponse response() {
        return fake(HttpServletResponse.class, (method, arguments) -> {
            var cookie = ((String) arguments[1]).split("[=;]", 3);
            browser.remove(cookie[0]);
            if (!cookie[2].contains("Max-Age=0")) {
                browser.put(cookie[0], cookie[1]);
            }
            return null;
        });
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }
}
