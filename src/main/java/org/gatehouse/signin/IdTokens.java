package org.gatehouse.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.user.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the ID token that Soteria received, on its own (OpenID Connect Core 1.0, section 3.1.3.7): Soteria 3 accepts
 * an unsigned one, and takes the issuer from discovery without comparing it with the one that was configured.
 */
@ApplicationScoped
public class IdTokens {

    private static final String GROUPS = "groups";

    @Inject
    Instance<OpenIdContext> context;

    @Inject
    ProviderKeys keys;

    @Inject
    OpenIdSettings client;

    @Inject
    Clock clock;

    /** The ID token of the sign-in that this request completes. */
    String received() {
        return context.get().getIdentityToken().getToken();
    }

    /**
     * Whom the provider vouches for.
     *
     * @throws IllegalStateException if the ID token does not hold for us and for this attempt
     */
    Identity verify(SignInAttempt attempt) {
        String issuer = client.getIssuer();
        JWTClaimsSet claims = process(issuer, attempt.nonceHash());
        List<String> audience = claims.getAudience();
        Object authorizedParty = claims.getClaim("azp");
        if ((audience.size() > 1 || authorizedParty != null)
                && !client.getClientId().equals(authorizedParty)) {
            throw new IllegalStateException("The ID token was issued to another client: " + authorizedParty);
        }
        return identity(issuer, claims);
    }

    private JWTClaimsSet process(String issuer, String nonce) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(keys.selector());
        DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier = new DefaultJWTClaimsVerifier<>(
                client.getClientId(),
                new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build(),
                Set.of("sub", "iat", "exp"));
        claimsVerifier.setMaxClockSkew((int) TokenRequest.SKEW.toSeconds());
        processor.setJWTClaimsSetVerifier(claimsVerifier);
        try {
            JWTClaimsSet claims = processor.process(received(), null);
            if (claims.getIssueTime().toInstant().isAfter(clock.instant().plus(TokenRequest.SKEW))) {
                throw SignInFailure.clock("issued the ID token in our future");
            }
            return claims;
        } catch (ParseException | BadJOSEException | JOSEException invalid) {
            throw new IllegalStateException("The ID token does not hold: " + invalid.getMessage(), invalid);
        }
    }

    private Identity identity(String issuer, JWTClaimsSet claims) {
        JsonObject userInfo =
                claims.getClaim("email") == null ? context.get().getClaimsJson() : JsonValue.EMPTY_JSON_OBJECT;
        return new Identity(
                issuer,
                claims.getSubject(),
                text(claims, userInfo, "email"),
                "true".equals(text(claims, userInfo, "email_verified")),
                text(claims, userInfo, "name"),
                isAdministrator(claims, userInfo));
    }

    private static boolean isAdministrator(JWTClaimsSet claims, JsonObject userInfo) {
        return groups(claims).contains(Identity.ADMINISTRATOR)
                || (userInfo.getOrDefault(GROUPS, JsonValue.NULL) instanceof JsonArray groups
                        && groups.contains(Json.createValue(Identity.ADMINISTRATOR)));
    }

    /** The claim of that name (MicroProfile JWT 2.1, section "groups"): none where it is not a list of words. */
    static List<String> groups(JWTClaimsSet claims) {
        try {
            return Optional.ofNullable(claims.getStringListClaim(GROUPS)).orElse(List.of());
        } catch (ParseException notAList) {
            return List.of();
        }
    }

    /** A claim of the ID token or else of userinfo, whose subject Soteria has compared. */
    private static @Nullable String text(JWTClaimsSet claims, JsonObject userInfo, String name) {
        if (claims.getClaim(name) != null) {
            return String.valueOf(claims.getClaim(name));
        }
        return text(userInfo.get(name));
    }

    static @Nullable String text(@Nullable JsonValue value) {
        if (value instanceof JsonString words) {
            return words.getString();
        }
        return value == null || value.getValueType() == ValueType.NULL ? null : value.toString();
    }
}
