package org.gatehouse.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import java.net.URL;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.user.Identity;
import org.glassfish.soteria.mechanisms.openid.domain.OpenIdConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the ID token that Soteria received, on its own (OpenID Connect Core 1.0, section 3.1.3.7): Soteria 3 accepts
 * an unsigned one, and takes the issuer from discovery without comparing it with the one that was configured.
 */
@ApplicationScoped
public class IdTokens {

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

    private final ConcurrentHashMap<String, JWKSource<SecurityContext>> keys = new ConcurrentHashMap<>();

    @Inject
    Instance<OpenIdContext> context;

    @Inject
    Instance<OpenIdConfiguration> provider;

    @Inject
    OpenIdSettings client;

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
        String discovered = provider.get().getProviderMetadata().getIssuerURI();
        if (!issuer.equals(discovered)) {
            throw new IllegalStateException(
                    "OIDC_ISSUER is " + issuer + ", but the provider calls itself " + discovered);
        }
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
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ACCEPTED_ALGORITHMS, providerKeys()));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                client.getClientId(),
                new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build(),
                Set.of("sub", "iat", "exp")));
        try {
            return processor.process(received(), null);
        } catch (ParseException | BadJOSEException | JOSEException invalid) {
            throw new IllegalStateException("The ID token does not hold: " + invalid.getMessage(), invalid);
        }
    }

    private JWKSource<SecurityContext> providerKeys() {
        URL address = provider.get().getProviderMetadata().getJwksURL();
        return keys.computeIfAbsent(
                address.toString(),
                added -> JWKSourceBuilder.create(address).retrying(true).build());
    }

    private Identity identity(String issuer, JWTClaimsSet claims) {
        JsonObject userInfo =
                claims.getClaim("email") == null ? context.get().getClaimsJson() : JsonValue.EMPTY_JSON_OBJECT;
        return new Identity(
                issuer,
                claims.getSubject(),
                text(claims, userInfo, "email"),
                "true".equals(text(claims, userInfo, "email_verified")),
                text(claims, userInfo, "name"));
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
