package org.gatehouse.mail;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.gatehouse.problem.InvalidProblem;

/**
 * A mailbox: {@code local@domain}, without a display name (RFC 5321, 4.1.2; internationalised as in RFC 6531).
 * Two addresses are the same person's when their {@link #key() keys} are equal.
 */
public record EmailAddress(String value) {

    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern LOCAL_PART = Pattern.compile(
            "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+" + "(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern ASCII_DOMAIN = Pattern.compile(
            "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])", Pattern.CASE_INSENSITIVE);

    /**
     * Takes what a person typed.
     *
     * @throws InvalidProblem if it is not exactly one address with a dot in its domain
     */
    public static EmailAddress parse(String typed) {
        String address = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        int at = address.lastIndexOf('@');
        if (at < 1
                || at > LONGEST_LOCAL_PART
                || address.length() > LONGEST_ADDRESS
                || !LOCAL_PART.matcher(address.substring(0, at)).matches()
                || !ASCII_DOMAIN.matcher(asciiDomain(address.substring(at + 1))).matches()) {
            throw new InvalidProblem("email", "Give one e-mail address, like carol@example.com.");
        }
        return new EmailAddress(address);
    }

    /** The form in which addresses are compared: lower case, domain in ASCII. */
    public String key() {
        return key(value);
    }

    /** {@link #key()} of an address that a provider vouches for and that is therefore taken as it is. */
    public static String key(String address) {
        String normal = Normalizer.normalize(address.strip(), Normalizer.Form.NFC);
        int at = normal.lastIndexOf('@');
        String domain = asciiDomain(normal.substring(at + 1));
        return (normal.substring(0, at + 1) + domain).toLowerCase(Locale.ROOT);
    }

    public static String localPart(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    private static String asciiDomain(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException notADomain) {
            return domain;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
