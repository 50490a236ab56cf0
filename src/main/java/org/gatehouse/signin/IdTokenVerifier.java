package org.gatehouse.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Verifies an ID token (OpenID Connect Core 1.0, section 3.1.3.7) before Soteria sees it: Soteria 3 accepts an unsigned one
 * and one signed with the client's secret, and asks the provider for every unknown key. It compares the nonce.
 */
@ApplicationScoped
public class IdTokenVerifier {

    /** By which clocks may differ. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    @Inject
    ProviderKeys keys;

    @Inject
    OpenIdSettings client;

    @Inject
    Clock clock;

    /** @throws SignInFailure if the token does not hold for us */
    void verify(String idToken) {
        try {
            JWT token = JWTParser.parse(idToken);
            requireClocksAlike(token.getJWTClaimsSet());
            requireAuthorizedParty(processor().process(token, null));
        } catch (RateLimitReachedException unknownKey) {
            throw SignInFailure.provider("signed an ID token with a key that it does not publish");
        } catch (KeySourceException unreachable) {
            throw SignInFailure.unreachable(unreachable);
        } catch (ParseException | BadJOSEException | JOSEException invalid) {
            throw SignInFailure.provider("issued an ID token that does not hold: " + invalid);
        }
    }

    /** Its times are not to be trusted yet; here they only tell why it will not hold. */
    private void requireClocksAlike(JWTClaimsSet claims) {
        Instant now = clock.instant();
        boolean future = claims.getIssueTime() != null
                && claims.getIssueTime().toInstant().isAfter(now.plus(SKEW));
        boolean past = claims.getExpirationTime() != null
                && claims.getExpirationTime().toInstant().isBefore(now.minus(SKEW));
        if (future || past) {
            throw SignInFailure.clock("issued an ID token at " + claims.getIssueTime() + " that ends at "
                    + claims.getExpirationTime() + ", and it is " + now + " here");
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor() {
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                client.getClientId(),
                new JWTClaimsSet.Builder().issuer(client.getIssuer()).build(),
                Set.of("sub", "iat", "exp", "nonce"));
        claims.setMaxClockSkew((int) SKEW.toSeconds());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(keys.selector());
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    private void requireAuthorizedParty(JWTClaimsSet claims) {
        Object authorizedParty = claims.getClaim("azp");
        if ((claims.getAudience().size() > 1 || authorizedParty != null)
                && !client.getClientId().equals(authorizedParty)) {
            throw SignInFailure.provider("issued the ID token to another client: " + authorizedParty);
        }
    }
}
