package org.gatehouse.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Signed JWTs (RFC 7519, RS256) by which an application can verify who comes, without trusting the network between: issuer
 * {@code PUBLIC_URL}, audience the application, at most a minute old. Signing costs a millisecond, so one serves a visitor of an
 * application for half a minute, as long as nothing that it says has changed.
 */
@ApplicationScoped
public class Assertions {

    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Duration REUSE = Duration.ofSeconds(30);
    private static final Duration KEY_REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final Cache<About, Signed> signed =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    @Inject
    AssertionKeyService keys;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private volatile @Nullable Signer signer;

    /** The assertion that goes with a request which is let in; empty where nobody is known. */
    String of(Judgement judgement) {
        if (judgement.app().isEmpty()
                || judgement.visitor().isEmpty()
                || settings.publicUrl().isEmpty()) {
            return "";
        }
        Instant now = clock.instant();
        About about =
                new About(judgement.app().get().getId(), judgement.visitor().get());
        Signed known = signed.getIfPresent(about);
        if (known == null || !now.isBefore(known.at().plus(REUSE))) {
            known = new Signed(sign(about, settings.publicUrl().get(), now), now);
            signed.put(about, known);
        }
        return known.assertion();
    }

    private String sign(About about, URI issuer, Instant now) {
        Signer current = signer(now);
        Visitor visitor = about.visitor();
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(current.keyId()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer.toString())
                        .audience(about.app().toString())
                        .subject(visitor.id())
                        .claim("email", visitor.email().isEmpty() ? null : visitor.email())
                        .claim("name", visitor.name())
                        .claim("groups", visitor.named().toList())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .build());
        try {
            assertion.sign(current.signer());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return assertion.serialize();
    }

    /** Looked up again from time to time: another node may have made a new one. */
    private Signer signer(Instant now) {
        Signer known = signer;
        if (known == null || now.isAfter(known.at().plus(KEY_REMEMBERED))) {
            known = load(now);
            signer = known;
        }
        return known;
    }

    private synchronized Signer load(Instant now) {
        try {
            RSAKey key = keys.current();
            return new Signer(key.getKeyID(), new RSASSASigner(key), now);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What an assertion says. */
    private record About(UUID app, Visitor visitor) {}

    private record Signed(String assertion, Instant at) {}

    private record Signer(String keyId, RSASSASigner signer, Instant at) {}
}
