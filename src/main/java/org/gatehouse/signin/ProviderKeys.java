package org.gatehouse.signin;

import static org.gatehouse.signin.ProviderCalls.TIMEOUT_MILLIS;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The provider's signing keys (RFC 7517), fetched once and kept for five minutes. A key id that is not among them has them
 * fetched anew, but not for every such token; while the provider is down the old ones serve for some hours more.
 */
@ApplicationScoped
public class ProviderKeys {

    private static final Duration LONGEST_OUTAGE = Duration.ofHours(4);
    /** In which unknown keys are looked for twice at most. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(10);

    private static final int LARGEST = 256 * 1024;

    /** Public-key algorithms only: with a shared secret, who can verify can forge. */
    private static final Set<JWSAlgorithm> ACCEPTED_ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final ConcurrentHashMap<String, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();

    @Inject
    ProviderMetadata provider;

    /**
     * Finds the key that a token names.
     *
     * @throws IllegalStateException if the provider does not answer, or is not the one that was configured
     */
    JWSKeySelector<SecurityContext> selector() {
        URL address = provider.keys();
        return new JWSVerificationKeySelector<>(
                ACCEPTED_ALGORITHMS, sources.computeIfAbsent(address.toString(), added -> fetchedFrom(address)));
    }

    private static JWKSource<SecurityContext> fetchedFrom(URL address) {
        return JWKSourceBuilder.create(address, new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST))
                .rateLimited(SHORTEST_INTERVAL.toMillis())
                .retrying(true)
                .outageTolerant(LONGEST_OUTAGE.toMillis())
                .build();
    }
}
