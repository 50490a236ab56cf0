package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What Soteria leaves out where it exchanges the code for tokens: the PKCE verifier (RFC 7636, section 4.5), client
 * authentication by {@code client_secret_basic}, and a look at the answer that tells what is wrong with it. Whether its
 * ID token holds is for {@link IdTokens}.
 */
record TokenRequest(String verifier, ClientAuthentication authentication, Clock clock) {

    /** Of a token that is not refused because clocks differ. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final int LARGEST_ANSWER = 256 * 1024;

    void complete(ClientRequestContext request, Form form) {
        form.param("code_verifier", verifier);
        authentication.complete(request, form);
    }

    /** @throws SignInFailure if nobody can sign in with this answer */
    void check(ClientResponseContext response) throws IOException {
        byte[] body = response.getEntityStream().readNBytes(LARGEST_ANSWER + 1);
        if (body.length > LARGEST_ANSWER) {
            throw SignInFailure.provider("answered the token request with more than " + LARGEST_ANSWER + " bytes");
        }
        response.setEntityStream(new ByteArrayInputStream(body));
        JsonObject answer = parse(body);
        if (response.getStatus() != 200) {
            throw refused(response.getStatus(), answer.getString("error", ""));
        }
        requireClocksAlike(answer.getString("id_token", ""));
    }

    private static SignInFailure refused(int status, String error) {
        return status == 401 || error.equals("invalid_client") || error.equals("unauthorized_client")
                ? SignInFailure.client(error)
                : SignInFailure.provider("answered the token request with " + status + " " + error);
    }

    /** Its times are not trusted here, they only explain. */
    private void requireClocksAlike(String idToken) {
        try {
            JWTClaimsSet claims = JWTParser.parse(idToken).getJWTClaimsSet();
            Instant now = clock.instant();
            boolean future = claims.getIssueTime() != null
                    && claims.getIssueTime().toInstant().isAfter(now.plus(SKEW));
            boolean past = claims.getExpirationTime() != null
                    && claims.getExpirationTime().toInstant().isBefore(now.minus(SKEW));
            if (future || past) {
                throw SignInFailure.clock(
                        "issued an ID token at " + claims.getIssueTime().toInstant() + " that ends at "
                                + claims.getExpirationTime() + ", and it is " + now + " here");
            }
        } catch (ParseException none) {
            throw SignInFailure.provider("answered the token request without an ID token");
        }
    }

    private static JsonObject parse(byte[] body) {
        try (JsonReader reader = Json.createReader(new StringReader(new String(body, UTF_8)))) {
            return reader.readObject();
        } catch (JsonException noObject) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
    }
}
