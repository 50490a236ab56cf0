package org.gatehouse.invitation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The secret in the address of an invitation or an open link: 256 random bits. Only its hash is kept; the mail, or who
 * made the link, has the only copy.
 */
public record InvitationToken(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static InvitationToken random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new InvitationToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Hidden: tokens have no place in a log. */
    @Override
    public String toString() {
        return "InvitationToken";
    }
}
