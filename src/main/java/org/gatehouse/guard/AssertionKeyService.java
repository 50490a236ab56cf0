package org.gatehouse.guard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.session.EncryptionKey;

/**
 * The key pairs of assertions. One signs for a month; it stays published for a day after the next one has taken its place, much
 * longer than an assertion lives and a node remembers a key. What {@code SECRET_KEY} does not decrypt any more is replaced.
 */
@ApplicationScoped
@Transactional
public class AssertionKeyService {

    private static final Duration IN_USE = Duration.ofDays(30);
    private static final Duration STILL_PUBLISHED = Duration.ofDays(1);
    private static final int BITS = 2048;

    @Inject
    AssertionKeyRepository keys;

    @Inject
    EncryptionKey encryption;

    @Inject
    Clock clock;

    /** The pair that signs now; made where there is none. */
    @NeedsNoPermission("It stays within this process.")
    public RSAKey current() {
        Instant oldest = clock.instant().minus(IN_USE);
        return keys.findAll().stream()
                .filter(key -> key.getCreatedAt().isAfter(oldest))
                .flatMap(key -> decrypted(key).stream())
                .findFirst()
                .orElseGet(this::generate);
    }

    /** The public keys by which assertions are verified. */
    @NeedsNoPermission("They are public.")
    public JWKSet published() {
        List<AssertionKey> newestFirst = keys.findAll();
        return new JWKSet(IntStream.range(0, newestFirst.size())
                .filter(i -> isPublished(newestFirst, i))
                .mapToObj(i -> publicKey(newestFirst.get(i)))
                .toList());
    }

    /** Forgets what is not published any more. */
    @NeedsNoPermission("Housekeeping.")
    public void removeOld() {
        List<AssertionKey> newestFirst = keys.findAll();
        IntStream.range(0, newestFirst.size())
                .filter(i -> !isPublished(newestFirst, i))
                .forEach(i -> keys.remove(newestFirst.get(i)));
    }

    private boolean isPublished(List<AssertionKey> newestFirst, int i) {
        return i == 0
                || newestFirst.get(i - 1).getCreatedAt().isAfter(clock.instant().minus(STILL_PUBLISHED));
    }

    private RSAKey generate() {
        try {
            RSAKey pair = new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            keys.add(new AssertionKey(
                    pair.getKeyID(),
                    pair.toPublicJWK().toJSONString(),
                    encryption.encrypt(pair.toJSONString()),
                    clock.instant()));
            return pair;
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<RSAKey> decrypted(AssertionKey key) {
        return encryption.decrypt(key.getPrivateKey()).map(AssertionKeyService::pair);
    }

    private static RSAKey pair(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JWK publicKey(AssertionKey key) {
        return pair(key.getPublicKey());
    }
}
