package org.gatehouse.system;

import java.net.URI;

/** Scheme, host and port of an address, as browsers write them (RFC 6454, section 6.2). */
final class Origin {

    private Origin() {}

    static String of(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
