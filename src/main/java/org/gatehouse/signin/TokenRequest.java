package org.gatehouse.signin;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.Form;

/**
 * What Soteria leaves out where it exchanges the code for tokens: the PKCE verifier (RFC 7636, section 4.5), client
 * authentication by {@code client_secret_basic}, and a sound verification of the ID token.
 */
record TokenRequest(String verifier, ClientAuthentication authentication, IdTokenVerifier idTokens) {

    void complete(ClientRequestContext request, Form form) {
        form.param("code_verifier", verifier);
        authentication.complete(request, form);
    }

    /** @throws SignInFailure if nobody can sign in with this answer */
    void check(ProviderAnswer answer) {
        if (answer.status() != 200) {
            throw refused(answer.status(), answer.text("error"));
        }
        idTokens.verify(answer.text("id_token"));
    }

    private static SignInFailure refused(int status, String error) {
        if (status >= 500) {
            return SignInFailure.unreachable("answered the token request with " + status);
        }
        return status == 401 || error.equals("invalid_client") || error.equals("unauthorized_client")
                ? SignInFailure.client(error)
                : SignInFailure.provider("answered the token request with " + status + " " + error);
    }
}
