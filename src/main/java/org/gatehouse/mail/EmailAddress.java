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
    private static final int LONGEST_DOMAIN = 253;
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
        String address = composed(typed.strip());
        int at = address.lastIndexOf('@');
        if (at < 1
                || at > LONGEST_LOCAL_PART
                || address.length() > LONGEST_ADDRESS
                || !LOCAL_PART.matcher(address.substring(0, at)).matches()
                || !ASCII_DOMAIN.matcher(asciiDomain(address.substring(at + 1))).matches()
                || key(address).length() > LONGEST_ADDRESS) {
            throw new InvalidProblem("email", "Give one e-mail address, like carol@example.com.");
        }
        return new EmailAddress(address);
    }

    /**
     * Takes a domain of addresses that a person typed, {@code example.com} or {@code @example.com}.
     *
     * @return the domain as it is compared: in lower case and in ASCII
     * @throws InvalidProblem if it is not exactly one domain with a dot
     */
    public static String parseDomain(String typed) {
        String domain = key(typed.strip().replaceFirst("^@?", "@")).substring(1);
        if (domain.length() > LONGEST_DOMAIN || !ASCII_DOMAIN.matcher(domain).matches()) {
            throw new InvalidProblem("domains", "Give domains of mail addresses, like example.com.");
        }
        return domain;
    }

    /** The form in which addresses are compared: lower case, domain in ASCII. */
    public String key() {
        return key(value);
    }

    /** The form in which mail servers take it: only one that knows RFC 6531 takes a domain that is not ASCII. */
    public String deliverable() {
        return withAsciiDomain(value);
    }

    /**
     * {@link #key()} of an address that a provider vouches for and that is therefore taken as it is, or of the beginning
     * of one.
     */
    public static String key(String address) {
        return lower(withAsciiDomain(composed(address.strip())));
    }

    /** The domain of an address, as it is compared. */
    public static String domain(String address) {
        String key = key(address);
        return key.substring(key.lastIndexOf('@') + 1);
    }

    public static String localPart(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    private static String withAsciiDomain(String address) {
        int domain = address.lastIndexOf('@') + 1;
        return domain == 0 ? address : address.substring(0, domain) + asciiDomain(address.substring(domain));
    }

    /**
     * A domain in ASCII; as it is where it is none, and where the JDK's IDNA 2003 would turn it into somebody else's:
     * {@code straße.example} into {@code strasse.example} (RFC 5891 keeps them apart).
     */
    private static String asciiDomain(String domain) {
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
            boolean same = lower(domain).equals(lower(ascii)) || lower(domain).equals(lower(IDN.toUnicode(ascii)));
            return same ? ascii : domain;
        } catch (IllegalArgumentException notADomain) {
            return domain;
        }
    }

    /** Composed anew: some letters are a single character in lower case only, such as ẖ. */
    private static String lower(String text) {
        return composed(text.toLowerCase(Locale.ROOT));
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    @Override
    public String toString() {
        return value;
    }
}
