package org.gatehouse.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Signs what a browser keeps for us, as compact JWTs with HMAC-SHA-256 (RFC 7519, RFC 7518 section 3.2). Each has a
 * purpose, its {@code aud}, and is worth nothing for another one.
 */
@ApplicationScoped
public class SigningKeys {

    private static final int RANDOM_KEY_BYTES = 32;
    private static final int MOST_REMEMBERED = 10_000;
    /** The only header that is written, and so the only one that is read: letter by letter, which spares parsing it. */
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);

    private static final String BEGINNING = HEADER.toBase64URL() + ".";

    /** What {@link #recall} has read before, letter by letter. Nothing that we have not signed gets in. */
    private final Cache<String, JWTClaimsSet> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private MACSigner signer;
    private List<JWSVerifier> verifiers;

    @PostConstruct
    void readKeys() {
        try {
            byte[] key = settings.secretKey().map(SigningKeys::bytes).orElseGet(SigningKeys::random);
            signer = new MACSigner(key);
            verifiers = new ArrayList<>(List.of(new MACVerifier(key)));
            if (settings.previousSecretKey().isPresent()) {
                verifiers.add(new MACVerifier(bytes(settings.previousSecretKey().get())));
            }
        } catch (JOSEException tooShort) {
            throw new IllegalStateException("SECRET_KEY cannot sign", tooShort);
        }
    }

    public String sign(String purpose, Map<String, String> claims, Duration lifetime) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder content = new JWTClaimsSet.Builder()
                .audience(purpose)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
        claims.forEach(content::claim);
        SignedJWT token = new SignedJWT(HEADER, content.build());
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    /** What was signed for this purpose and has not expired; empty for anything else. */
    public Optional<JWTClaimsSet> verify(String purpose, String token) {
        return holding(purpose, read(token));
    }

    /** The same, for what comes with each request and holds no secret: it is remembered. */
    public Optional<JWTClaimsSet> recall(String purpose, String token) {
        return holding(purpose, remembered.get(token, this::read));
    }

    private Optional<JWTClaimsSet> holding(String purpose, @Nullable JWTClaimsSet read) {
        return Optional.ofNullable(read)
                .filter(claims -> claims.getAudience().equals(List.of(purpose)))
                .filter(claims -> claims.getExpirationTime() != null
                        && clock.instant().isBefore(claims.getExpirationTime().toInstant()));
    }

    private @Nullable JWTClaimsSet read(String token) {
        try {
            int end = token.lastIndexOf('.');
            if (!token.startsWith(BEGINNING) || !isOurs(token.substring(0, end), token.substring(end + 1))) {
                return null;
            }
            return JWTClaimsSet.parse(new Base64URL(token.substring(BEGINNING.length(), end)).decodeToString());
        } catch (ParseException | RuntimeException notAToken) {
            return null;
        }
    }

    private boolean isOurs(String content, String signature) {
        return verifiers.stream().anyMatch(verifier -> {
            try {
                return verifier.verify(HEADER, content.getBytes(StandardCharsets.UTF_8), new Base64URL(signature));
            } catch (JOSEException unusable) {
                return false;
            }
        });
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** Without a provider nobody signs in, and what is signed needs to last no longer than this process. */
    private static byte[] random() {
        byte[] key = new byte[RANDOM_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
