package org.gatehouse.settings;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Scheme, host and port of an address, as browsers write them (RFC 6454, section 6.2). */
public final class Origin {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?");

    private Origin() {}

    public static String of(URI address) {
        int standardPort = "https".equals(address.getScheme()) ? 443 : 80;
        boolean silent = address.getPort() == -1 || address.getPort() == standardPort;
        return (address.getScheme() + "://" + address.getHost() + (silent ? "" : ":" + address.getPort()))
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a host, without its port, is this machine. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
