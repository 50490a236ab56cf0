package org.gatehouse.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * One way to the provider and back: what this browser has to bring again for it to count. Each attempt has its own, so
 * that ten tabs opened at once all end on their own page.
 *
 * @param state one-time value that the provider returns (RFC 6749, section 10.12)
 * @param nonce value whose hash the ID token carries (OpenID Connect Core 1.0, section 15.5.2)
 * @param verifier PKCE code verifier (RFC 7636)
 * @param next where the visitor was going, or empty
 */
record SignInAttempt(String state, String nonce, String verifier, String next) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int VERIFIER_BYTES = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    static String newVerifier() {
        byte[] verifier = new byte[VERIFIER_BYTES];
        RANDOM.nextBytes(verifier);
        return BASE64URL.encodeToString(verifier);
    }

    /** The {@code S256} code challenge of a verifier (RFC 7636, section 4.2). */
    static String challenge(String verifier) {
        return BASE64URL.encodeToString(sha256(verifier));
    }

    Map<String, String> toClaims() {
        return Map.of("state", state, "nonce", nonce, "verifier", verifier, "next", next);
    }

    static SignInAttempt of(JWTClaimsSet claims) {
        return new SignInAttempt(
                text(claims, "state"), text(claims, "nonce"), text(claims, "verifier"), text(claims, "next"));
    }

    Optional<String> wantedPage() {
        return Optional.of(next).filter(page -> !page.isEmpty());
    }

    /** Names the attempt of a state, without giving the state away. */
    static String id(String state) {
        return BASE64URL.encodeToString(sha256(state)).substring(0, 16);
    }

    private static String text(JWTClaimsSet claims, String name) {
        return String.valueOf(claims.getClaim(name));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
