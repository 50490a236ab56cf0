package org.gatehouse.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.settings.Network;

/** A request as it might come in: from where, by which name, with which headers. */
final class Asked {
    private final String peer;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String scheme = "http";
    private String protocol = "HTTP/1.1";
    private boolean withCookie;

    private Asked(String peer, String host) {
        this.peer = peer;
        headers.put("Host", host);
    }

    static Asked from(String peer, String host) {
        return new Asked(peer, host);
    }

    Asked with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** By a proxy that says all it should. */
    Asked throughProxy(String scheme) {
        return with("X-Forwarded-For", "203.0.113.9").with("X-Forwarded-Proto", scheme);
    }

    Asked by(String scheme) {
        this.scheme = scheme;
        return this;
    }

    /** As nginx does that is told nothing else. */
    Asked byHttp10() {
        protocol = "HTTP/1.0";
        return this;
    }

    Asked withCookie() {
        withCookie = true;
        return this;
    }

    /** Loopback is trusted. */
    Visit visit() {
        return Visit.of(request(), List.of(Network.parse("127.0.0.1"), Network.parse("::1")), withCookie);
    }

    HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                Asked.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> headers.get((String) arguments[0]);
                    case "getRemoteAddr" -> peer;
                    case "getScheme" -> scheme;
                    case "getProtocol" -> protocol;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
