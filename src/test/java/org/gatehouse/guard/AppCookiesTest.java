package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.gatehouse.app.SomeApp;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.settings.Settings;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppCookiesTest {

    /** Otherwise a page of a sibling host could set it. */
    @Test
    void whereBrowsersCanWarrantItNoOtherHostCanSetIt() {
        var set = new ArrayList<String>();
        var response = (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> set.add((String) arguments[1]));
        var app = SomeApp.at("sales.example.com/lab", SomeApp.policy("signed_in"));

        cookies("https://gate.example.com").setSession(response, app, UUID.randomUUID());

        assertThat(set)
                .singleElement()
                .asString()
                .startsWith("__Host-gatehouse_app_")
                .contains("; Path=/;", "; Secure")
                .doesNotContain("Domain");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a=1; gatehouse_session=x; b=2                     | a=1; b=2
            __Host-gatehouse_app_0=x; a=1; __host-GATEHOUSE_x | a=1
            team_session=x; TEAM_SESSION=y;a="x y"            | a="x y"
            gatehouse_state=x;;                               | ''
            agatehouse_x=1; gatehouse=2                       | agatehouse_x=1; gatehouse=2
            """)
    void anApplicationIsToldAllCookiesButOurs(String sent, String left) {
        var request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> Collections.enumeration(List.of(sent)));

        assertThat(cookies("https://gate.example.com").notOurs(request)).isEqualTo(left);
    }

    private static AppCookies cookies(String publicUrl) {
        Settings settings =
                new GivenSettings(Setting.PUBLIC_URL, publicUrl, Setting.SESSION_COOKIE_NAME, "team_session").read();
        return Injection.into(
                new AppCookies(), settings, Injection.into(new SigningKeys(), settings, Clock.systemUTC()));
    }
}
