package org.gatehouse.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** 256 random bits that open something for whoever has them. Only their hash is kept. */
public record Secret(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final String DERIVATION = "HmacSHA256";

    /** A new one, of 43 letters, digits, {@code -} and {@code _}. */
    public static Secret random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return encode(secret);
    }

    /** In base64url (RFC 4648, section 5), which passes addresses and headers as it is. */
    public static Secret encode(byte[] bits) {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** SHA-256 in hexadecimal: nobody guesses 256 random bits, so no slower hash is needed. */
    public String hash() {
        return HexFormat.of().formatHex(sha256(value.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Another secret of 256 bits that only who has this one can make (HMAC-SHA-256): the same for the same purpose, and
     * worth nothing for any other.
     *
     * @param purpose what it is for, in parts without the character NUL
     */
    public byte[] derive(String... purpose) {
        try {
            Mac derivation = Mac.getInstance(DERIVATION);
            derivation.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), DERIVATION));
            return derivation.doFinal(String.join("\0", purpose).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Hidden: secrets have no place in a log. */
    @Override
    public String toString() {
        return "Secret";
    }
}
