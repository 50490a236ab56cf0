package org.gatehouse.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.gatehouse.settings.Network;
import org.gatehouse.settings.Origin;
import org.jspecify.annotations.Nullable;

/**
 * How a request came here. What a proxy says of it counts only from {@code TRUSTED_PROXIES}.
 *
 * @param peer the address at the other end of the connection
 * @param proxied whether a proxy says that there is one
 * @param trusted whether the peer may be one
 * @param named whether the proxy says where the request comes from
 * @param forwardedScheme what a trusted proxy says
 * @param scheme by which it came, as far as is known
 * @param host by which it came, without its port
 * @param withCookie whether a browser brought our session cookie
 */
public record Visit(
        String peer,
        boolean proxied,
        boolean trusted,
        boolean named,
        Optional<String> forwardedScheme,
        String scheme,
        String host,
        boolean withCookie) {

    private static final List<String> BY_PROXIES =
            List.of("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via");
    private static final List<String> BY_BROWSERS = List.of("Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode");
    /** By nginx, whose shortest configuration adds no header, either. */
    private static final String SPOKEN_BY_PROXIES = "HTTP/1.0";

    private static final Network LOOPBACK = Network.parse("127.0.0.0/8");
    private static final Network LOOPBACK_6 = Network.parse("::1");

    static Visit of(HttpServletRequest request, List<Network> trustedProxies, boolean withCookie) {
        String peer = request.getRemoteAddr();
        boolean trusted = trustedProxies.stream().anyMatch(network -> network.contains(peer));
        Optional<String> scheme = trusted ? first(request.getHeader("X-Forwarded-Proto")) : Optional.empty();
        Optional<String> host = trusted ? first(request.getHeader("X-Forwarded-Host")) : Optional.empty();
        return new Visit(
                peer,
                BY_PROXIES.stream().anyMatch(header -> request.getHeader(header) != null),
                trusted,
                request.getHeader("X-Forwarded-For") != null,
                scheme,
                scheme.orElse(request.getScheme()),
                withoutPort(host.or(() -> first(request.getHeader("Host"))).orElse("")),
                withCookie);
    }

    /**
     * Whether an operator asks on this machine itself. Neither a proxy on it that says who calls is one, nor a browser,
     * which may do what a stranger's page tells it, nor anybody who has this machine called by a name of theirs.
     */
    static boolean isOperator(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && !request.getProtocol().equals(SPOKEN_BY_PROXIES)
                && BY_PROXIES.stream().allMatch(header -> request.getHeader(header) == null)
                && BY_BROWSERS.stream().allMatch(header -> request.getHeader(header) == null)
                && Origin.isLoopback(withoutPort(String.valueOf(request.getHeader("Host"))));
    }

    boolean isFromThisMachine() {
        return isLoopback(peer);
    }

    private static boolean isLoopback(String address) {
        return LOOPBACK.contains(address) || LOOPBACK_6.contains(address);
    }

    /** Of several proxies the first one has seen the browser. */
    private static Optional<String> first(@Nullable String values) {
        return Optional.ofNullable(values)
                .map(all -> all.replaceFirst(",.*", "").strip())
                .filter(one -> !one.isEmpty());
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d*$", "");
    }
}
