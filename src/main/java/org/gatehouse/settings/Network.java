package org.gatehouse.settings;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that begin alike (RFC 4632): {@code 10.0.0.0/8}, {@code fd00::/8}, or a single one. */
public record Network(InetAddress address, int prefixLength) {

    private static final Pattern FORM = Pattern.compile("([\\da-fA-F.:]+)(?:/(\\d{1,3}))?");
    /** As a proxy writes one: in brackets and with the port, perhaps. */
    private static final Pattern HOP =
            Pattern.compile("\\[([\\da-fA-F:.]+)](?::\\d+)?|([\\d.]+):\\d+|([\\da-fA-F:.]+)");

    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    /** The interface of an IPv6 address that counts on one link only. */
    private static final Pattern ZONE = Pattern.compile("%.*");

    /** @throws IllegalArgumentException if it is none */
    public static Network parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(text);
        }
        InetAddress address = literal(form.group(1));
        int longest = address.getAddress().length * Byte.SIZE;
        int prefixLength = form.group(2) == null ? longest : Integer.parseInt(form.group(2));
        if (prefixLength > longest) {
            throw new IllegalArgumentException(text);
        }
        return new Network(address, prefixLength);
    }

    /** The address that a hop of {@code X-Forwarded-For} names, in its usual spelling; empty where it names none. */
    public static Optional<String> address(String hop) {
        Matcher form = HOP.matcher(hop);
        if (!form.matches()) {
            return Optional.empty();
        }
        String text = Optional.ofNullable(form.group(1))
                .or(() -> Optional.ofNullable(form.group(2)))
                .orElse(form.group(3));
        try {
            return Optional.of(literal(text).getHostAddress());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** @param text an address, no name */
    public boolean contains(String text) {
        byte[] own = address.getAddress();
        byte[] other = literal(text).getAddress();
        int rest = own.length * Byte.SIZE - prefixLength;
        return own.length == other.length
                && new BigInteger(1, own).shiftRight(rest).equals(new BigInteger(1, other).shiftRight(rest));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        boolean single = prefixLength == address.getAddress().length * Byte.SIZE;
        return address.getHostAddress() + (single ? "" : "/" + prefixLength);
    }

    private static InetAddress literal(String text) {
        try {
            // a colon, or nothing but digits and dots: never looked up as a name
            if (text.indexOf(':') >= 0 || FOUR.matcher(text).matches()) {
                return InetAddress.getByName(ZONE.matcher(text).replaceFirst(""));
            }
        } catch (UnknownHostException none) {
            // told below
        }
        throw new IllegalArgumentException(text);
    }
}
