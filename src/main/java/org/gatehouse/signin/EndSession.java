package org.gatehouse.signin;

import com.nimbusds.jwt.JWTParser;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser signs out at the provider (OpenID Connect RP-Initiated Logout 1.0, section 2).
 *
 * @param state what it has to bring back from there; null where the provider brings nothing back
 */
record EndSession(URI address, @Nullable String state) {

    /** Servers take a request's head up to 8 kB. Without the hint a provider asks the person. */
    private static final int LONGEST_HINT = 4_000;

    /**
     * The address of this provider; empty where it has none, as Google. Auth0 announces its own only where a tenant turns
     * that on: it is known by its endpoints, whatever its domain.
     */
    static Optional<EndSession> of(JsonObject metadata, String clientId, @Nullable String idToken, URI home) {
        String endpoint = metadata.getString("end_session_endpoint", "");
        String issuer = metadata.getString("issuer");
        if (!endpoint.isEmpty()) {
            return Optional.of(announced(endpoint, issuer, clientId, idToken, home));
        }
        boolean auth0 = metadata.getString("authorization_endpoint", "").equals(issuer + "authorize")
                && metadata.getString("token_endpoint", "").equals(issuer + "oauth/token");
        return auth0 ? Optional.of(atAuth0(issuer, clientId, home)) : Optional.empty();
    }

    private static EndSession announced(
            String endpoint, String issuer, String clientId, @Nullable String idToken, URI home) {
        String state = SignInAttempt.newVerifier();
        UriBuilder address = UriBuilder.fromUri(endpoint)
                .queryParam("client_id", "{client}")
                .queryParam("post_logout_redirect_uri", "{home}")
                .queryParam("state", state);
        if (idToken != null && idToken.length() <= LONGEST_HINT && isOf(issuer, idToken)) {
            address.queryParam("id_token_hint", idToken);
        }
        return new EndSession(address.build(clientId, home), state);
    }

    private static EndSession atAuth0(String issuer, String clientId, URI home) {
        return new EndSession(
                UriBuilder.fromUri(issuer)
                        .path("v2/logout")
                        .queryParam("client_id", "{client}")
                        .queryParam("returnTo", "{home}")
                        .build(clientId, home),
                null);
    }

    /** What another issuer said of somebody is not for this one to read. */
    private static boolean isOf(String issuer, String idToken) {
        try {
            return issuer.equals(JWTParser.parse(idToken).getJWTClaimsSet().getIssuer());
        } catch (ParseException none) {
            return false;
        }
    }
}
