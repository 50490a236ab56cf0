package org.gatehouse.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
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
import java.util.List;
import java.util.Optional;
import org.gatehouse.user.Identity;
import org.jspecify.annotations.Nullable;

/** Whom the provider vouches for, by the ID token of a sign-in and by userinfo. */
@ApplicationScoped
public class IdTokens {

    private static final String GROUPS = "groups";

    @Inject
    Instance<OpenIdContext> context;

    /** The ID token of the sign-in that this request completes, which {@link IdTokenVerifier} has accepted. */
    String received() {
        return context.get().getIdentityToken().getToken();
    }

    /**
     * Name and address are the ID token's if it has an address, or else those of userinfo, whose subject Soteria has
     * compared.
     */
    Identity identity() {
        JWTClaimsSet claims = claims();
        JsonObject userInfo =
                claims.getClaim("email") == null ? context.get().getClaimsJson() : JsonValue.EMPTY_JSON_OBJECT;
        return new Identity(
                claims.getIssuer(),
                claims.getSubject(),
                text(claims, userInfo, "email"),
                "true".equals(text(claims, userInfo, "email_verified")),
                text(claims, userInfo, "name"),
                isAdministrator(claims, userInfo));
    }

    private JWTClaimsSet claims() {
        try {
            return JWTParser.parse(received()).getJWTClaimsSet();
        } catch (ParseException acceptedBefore) {
            throw new IllegalStateException(acceptedBefore);
        }
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
