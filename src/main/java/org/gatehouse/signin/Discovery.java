package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;

/**
 * Looks at the provider's discovery document (OpenID Connect Discovery 1.0, section 4) before Soteria does, which neither
 * compares the issuer nor keeps expressions out: it evaluates what stands there as EL. What is refused here is asked for
 * again at the next sign-in; what is accepted, Soteria keeps as long as the process lives.
 */
@ApplicationScoped
public class Discovery {

    private static final String PATH = "/.well-known/openid-configuration";

    @Inject
    OpenIdSettings client;

    static boolean isAt(URI address) {
        return address.getPath().endsWith(PATH);
    }

    /** @throws SignInFailure if this is no document, or not one of our issuer */
    void check(ProviderAnswer answer) {
        if (answer.status() != 200) {
            throw SignInFailure.unreachable("answered discovery with " + answer.status());
        }
        if (answer.json().isEmpty()) {
            throw SignInFailure.provider("answered discovery with what is no JSON object");
        }
        String values = answer.json().toString();
        if (values.contains("${") || values.contains("#{")) {
            throw SignInFailure.provider("has an expression in its discovery document");
        }
        String issuer = answer.text("issuer");
        if (!issuer.equals(client.getIssuer())) {
            throw SignInFailure.setUp(
                    "OIDC_ISSUER is " + client.getIssuer() + ", but the provider calls itself " + issuer);
        }
    }
}
