package org.gatehouse.settings;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of an address, as browsers write them (RFC 6454, section 6.2). */
public final class Origin {

    private Origin() {}

    public static String of(URI address) {
        int standardPort = "https".equals(address.getScheme()) ? 443 : 80;
        boolean silent = address.getPort() == -1 || address.getPort() == standardPort;
        return (address.getScheme() + "://" + address.getHost() + (silent ? "" : ":" + address.getPort()))
                .toLowerCase(Locale.ROOT);
    }
}
