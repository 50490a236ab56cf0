package org.gatehouse.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** 256 random bits that open something for whoever has them. Only their hash is kept. */
public record Secret(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    /** A new one, of 43 letters, digits, {@code -} and {@code _}. */
    public static Secret random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** SHA-256 in hexadecimal: nobody guesses 256 random bits, so no slower hash is needed. */
    public String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(value.getBytes(StandardCharsets.UTF_8)));
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
