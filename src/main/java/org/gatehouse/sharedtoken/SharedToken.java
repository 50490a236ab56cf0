package org.gatehouse.sharedtoken;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.UUID;
import org.gatehouse.access.Secret;

/**
 * One secret that lets anybody in who has it.
 *
 * @param id what sessions keep of it: another one for another secret
 * @param guessable whether people chose it, and others may guess it
 */
record SharedToken(UUID id, Secret secret, boolean guessable) {

    /** Longer ones are no token or password that anybody was given. */
    private static final int LONGEST = 1_000;

    /** @param key of this Gatehouse: without it, an id tells nobody whether they have guessed the secret */
    static SharedToken of(String text, boolean guessable, Secret key) {
        String same = normal(text);
        ByteBuffer id = ByteBuffer.wrap(key.derive("shared token id", same));
        return new SharedToken(new UUID(id.getLong(), id.getLong()), new Secret(same), guessable);
    }

    /** In constant time, as the hashes are compared. */
    boolean is(String given) {
        return given.length() <= LONGEST && MessageDigest.isEqual(hash(new Secret(normal(given))), hash(secret));
    }

    private static byte[] hash(Secret secret) {
        return secret.hash().getBytes(US_ASCII);
    }

    /** However a keyboard composes its letters (RFC 8265, section 4.2), and whatever blank is pasted along. */
    private static String normal(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }
}
