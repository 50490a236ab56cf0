package org.gatehouse.signin;

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
import java.io.StringReader;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.access.Role;
import org.gatehouse.settings.Settings;
import org.gatehouse.user.Identity;
import org.jspecify.annotations.Nullable;

/** Whom the provider vouches for, by the ID token of a sign-in and by userinfo. */
@ApplicationScoped
public class IdTokens {

    private static final String EMAIL = "email";
    private static final String EMAIL_VERIFIED = "email_verified";
    private static final String GROUPS = "groups";
    private static final List<String> ASKED = List.of(EMAIL, EMAIL_VERIFIED, "name", GROUPS);

    @Inject
    Instance<OpenIdContext> context;

    @Inject
    ProviderMetadata provider;

    @Inject
    Settings settings;

    /** The ID token of the sign-in that this request completes, which {@link IdTokenVerifier} has accepted. */
    String received() {
        return context.get().getIdentityToken().getToken();
    }

    /** What the ID token does not say, userinfo does, whose subject Soteria has compared. */
    Identity identity() {
        JsonObject token = claims();
        JsonObject userInfo = userInfo(token);
        JsonObject address = userInfo.containsKey(EMAIL) ? userInfo : token;
        return new Identity(
                token.getString("iss"),
                token.getString("sub"),
                text(address.get(EMAIL)),
                "true".equals(text(address.get(EMAIL_VERIFIED))),
                text(token.getOrDefault("name", userInfo.get("name"))),
                isAdministrator(token) || isAdministrator(userInfo));
    }

    /** The roles that it gives in organizations, by their slugs; null where it has no say in it. */
    @Nullable Map<String, Role> roles() {
        JsonObject token = claims();
        return roleClaims()
                .map(roleClaims -> roleClaims.roles(List.of(token, userInfo(token))))
                .orElse(null);
    }

    private JsonObject userInfo(JsonObject token) {
        boolean complete = ASKED.stream().allMatch(token::containsKey)
                && roleClaims().map(roleClaims -> roleClaims.areIn(token)).orElse(true);
        return complete || !provider.hasUserInfo()
                ? JsonValue.EMPTY_JSON_OBJECT
                : context.get().getClaimsJson();
    }

    private Optional<RoleClaims> roleClaims() {
        return settings.roleMapping().map(RoleClaims::new);
    }

    private JsonObject claims() {
        try {
            String claims = JWTParser.parse(received()).getParsedParts()[1].decodeToString();
            return Json.createReader(new StringReader(claims)).readObject();
        } catch (ParseException acceptedBefore) {
            throw new IllegalStateException(acceptedBefore);
        }
    }

    private static boolean isAdministrator(JsonObject claims) {
        return claims.get(GROUPS) instanceof JsonArray groups
                && groups.contains(Json.createValue(Identity.ADMINISTRATOR));
    }

    static @Nullable String text(@Nullable JsonValue value) {
        if (value instanceof JsonString words) {
            return words.getString();
        }
        return value == null || value.getValueType() == ValueType.NULL ? null : value.toString();
    }
}
