package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;

/** Who may ask; all else is in {@link GuardIT}. */
class GuardServletTest {
    private final List<Integer> statuses = new ArrayList<>();

    /** Nothing is there to decide by: it must not come so far. */
    @Test
    void whatSomebodySaysWhoIsNoTrustedProxyIsNotBelieved() throws IOException {
        var settings = new GivenSettings(
                        Setting.TRUSTED_PROXIES, "10.0.0.0/8", Setting.PUBLIC_URL, "https://gate.example.com")
                .read();
        var servlet = Injection.into(new GuardServlet(), settings, Injection.into(new Sites(), settings));

        for (var peer : List.of("127.0.0.1", "203.0.113.9", "11.0.0.1", "::1")) {
            servlet.service(from(peer), response());
        }

        assertThat(statuses).containsExactly(403, 403, 403, 403);
    }

    private static HttpServletRequest from(String peer) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                GuardServletTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getHeader" -> null;
                    case "getHeaders" -> Collections.enumeration(List.of("sales.example.com"));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                GuardServletTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "setStatus" -> statuses.add((Integer) arguments[0]);
                    case "getOutputStream" -> new Nowhere();
                    default -> null;
                });
    }

    private static final class Nowhere extends ServletOutputStream {
        @Override
        public void write(int octet) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }
}
