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
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.problem.Problem;

/** Verifies logout tokens of the provider (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
@ApplicationScoped
public class LogoutTokens {

    /** After its issue a token is worth nothing any more, whatever it says itself: so long it is known if it was used. */
    static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(LogoutTokens.class.getName());
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final JOSEObjectType LOGOUT_TOKEN = new JOSEObjectType("logout+jwt");
    private static final JOSEObjectType LOGOUT_TOKEN_IN_FULL = new JOSEObjectType("application/logout+jwt");

    @Inject
    ProviderKeys keys;

    @Inject
    OpenIdSettings client;

    @Inject
    Clock clock;

    /**
     * What a token has us end.
     *
     * @throws Problem 400 if it does not hold
     * @throws ProviderUnreachableProblem if it cannot be verified, because the provider never answered
     */
    LogoutToken verify(String token) {
        try {
            JWT parsed = JWTParser.parse(token);
            JWTClaimsSet claims = processor().process(parsed, null);
            LogoutToken logout =
                    new LogoutToken(claims.getIssuer(), claims.getJWTID(), text(claims, "sub"), text(claims, "sid"));
            boolean holds = isOfNow(claims.getIssueTime().toInstant())
                    && isLogout(claims.getClaim("events"))
                    && !logout.id().isBlank()
                    && (logout.subject().isPresent() || logout.sessionId().isPresent());
            if (!holds) {
                throw doesNotHold();
            }
            return logout;
        } catch (RateLimitReachedException unknownKey) {
            throw refused(unknownKey);
        } catch (KeySourceException | IllegalStateException unreachable) {
            LOG.log(Level.WARNING, "No logout token can be verified", unreachable);
            throw new ProviderUnreachableProblem("logout token");
        } catch (ParseException | BadJOSEException | JOSEException invalid) {
            throw refused(invalid);
        }
    }

    static Problem doesNotHold() {
        return new Problem(
                400,
                "invalid-logout-token",
                "Invalid logout token",
                "This logout token does not hold: it is too old, was used, or was not issued for this client.");
    }

    private static Problem refused(Exception why) {
        LOG.log(Level.FINE, "Refused a logout token", why);
        return doesNotHold();
    }

    private DefaultJWTProcessor<SecurityContext> processor() {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, LOGOUT_TOKEN, LOGOUT_TOKEN_IN_FULL, null));
        processor.setJWSKeySelector(keys.selector());
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                Collections.singleton(client.getClientId()),
                new JWTClaimsSet.Builder().issuer(client.getIssuer()).build(),
                Set.of("iat", "jti", "events"),
                Set.of("nonce")));
        return processor;
    }

    private boolean isOfNow(Instant issued) {
        Instant now = clock.instant();
        return !issued.isAfter(now.plus(SKEW)) && issued.isAfter(now.minus(LONGEST_LIFE));
    }

    private static boolean isLogout(Object events) {
        return events instanceof Map<?, ?> all && all.get(EVENT) instanceof Map;
    }

    /** What is there and no text is not passed over: without its session a token would end more. */
    private static Optional<String> text(JWTClaimsSet claims, String name) throws BadJWTException {
        Object claim = claims.getClaim(name);
        if (claim == null) {
            return Optional.empty();
        }
        if (claim instanceof String words && !words.isBlank() && words.chars().noneMatch(Character::isISOControl)) {
            return Optional.of(words);
        }
        throw new BadJWTException("JWT " + name + " claim is no text");
    }
}
