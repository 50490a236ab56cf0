package org.gatehouse.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.problem.UnauthenticatedProblem;

/**
 * Verifies access tokens of the provider as MicroProfile JWT has it: issuer, audience, times, signature by an accepted
 * algorithm. That a token is an access token at all has to show: by its type (RFC 9068, section 2.1), by Keycloak's claim
 * {@code typ}, or by the {@code scope} that it carries (RFC 8693, section 4.2); what an ID token carries must be absent.
 *
 * <p>Payara's own MP-JWT mechanism is not used: it keeps no keys through an outage of the provider, does not look for a
 * new key, and cannot stand beside another mechanism.
 */
@ApplicationScoped
public class AccessTokens {

    private static final Logger LOG = Logger.getLogger(AccessTokens.class.getName());

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
    private static final JOSEObjectType ACCESS_TOKEN_IN_FULL = new JOSEObjectType("application/at+jwt");
    /** {@code cnf} binds a token to a key whose possession is not asked for here (RFC 7800). */
    private static final Set<String> FOREIGN_CLAIMS = Set.of("nonce", "at_hash", "c_hash", "s_hash", "events", "cnf");

    @Inject
    ProviderKeys keys;

    @Inject
    OpenIdSettings client;

    /**
     * The claims of an access token that holds for us.
     *
     * @throws UnauthenticatedProblem if it does not
     * @throws ProviderUnreachableProblem if it cannot be verified, because the provider never answered
     */
    JWTClaimsSet verify(String token) {
        try {
            JWT parsed = JWTParser.parse(token);
            JWTClaimsSet claims = processor().process(parsed, null);
            if (!isAccessToken(parsed.getHeader().getType(), claims)) {
                throw UnauthenticatedProblem.invalidToken("This is no access token. Send the one that the provider"
                        + " issued for this API, not an ID token or a refresh token.");
            }
            return claims;
        } catch (RateLimitReachedException unknownKey) {
            throw doesNotHold(unknownKey);
        } catch (KeySourceException | IllegalStateException unreachable) {
            LOG.log(Level.WARNING, "No access token can be verified", unreachable);
            throw new ProviderUnreachableProblem("access token");
        } catch (ParseException | BadJOSEException | JOSEException invalid) {
            throw doesNotHold(invalid);
        }
    }

    private static UnauthenticatedProblem doesNotHold(Exception why) {
        LOG.log(Level.FINE, "Refused an access token", why);
        return UnauthenticatedProblem.invalidToken(
                "This access token does not hold: it has expired, or was not issued for this API.");
    }

    private DefaultJWTProcessor<SecurityContext> processor() {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, ACCESS_TOKEN_IN_FULL, null));
        processor.setJWSKeySelector(keys.selector());
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                client.getAudience(),
                new JWTClaimsSet.Builder().issuer(client.getIssuer()).build(),
                Set.of("sub", "iat", "exp")));
        return processor;
    }

    private static boolean isAccessToken(JOSEObjectType type, JWTClaimsSet claims) {
        Map<String, Object> all = claims.getClaims();
        boolean saysSo = (type != null && !JOSEObjectType.JWT.equals(type))
                || "Bearer".equals(all.get("typ"))
                || (all.containsKey("scope") && !all.containsKey("typ"));
        return saysSo && FOREIGN_CLAIMS.stream().noneMatch(all::containsKey);
    }
}
