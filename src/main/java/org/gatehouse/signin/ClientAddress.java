package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.settings.Network;
import org.gatehouse.settings.Settings;

/** Where a request comes from, also through reverse proxies: those of {@code TRUSTED_PROXIES} are believed. */
@ApplicationScoped
public class ClientAddress {

    private static final String HEADER = "X-Forwarded-For";

    @Inject
    Settings settings;

    /**
     * The last address on the way that is no trusted proxy's: what stands before it in {@code X-Forwarded-For}, anybody
     * may have written there.
     */
    public String of(HttpServletRequest request) {
        String last = request.getRemoteAddr();
        for (String hop : hops(request)) {
            if (!settings.isTrustedProxy(last)) {
                return last;
            }
            Optional<String> address = Network.address(hop);
            if (address.isEmpty()) {
                return last;
            }
            last = address.get();
        }
        return last;
    }

    /** From the nearest to the farthest. */
    private static List<String> hops(HttpServletRequest request) {
        List<String> hops = Collections.list(request.getHeaders(HEADER)).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(hops);
        return hops;
    }
}
