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
        if (answer.text().contains("${") || answer.text().contains("#{")) {
            throw SignInFailure.provider("has an expression in its discovery document");
        }
<<<<<<< HEAD
        JsonObject document = parse(text);
        String discovered = document.getString("issuer", "");
        if (!discovered.equals(issuer)) {
            throw SignInFailure.setUp("OIDC_ISSUER is " + issuer + ", but the provider calls itself " + discovered);
        }
        return document;
    }

    /** Where the document of an issuer is. */
    public static URI address(String issuer) {
        return URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }

    private String fetch(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw SignInFailure.provider("answered discovery with " + response.statusCode());
                }
                return new String(body.readNBytes(LARGEST), UTF_8);
            }
        } catch (IOException unreachable) {
            throw SignInFailure.unreachable(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SignInFailure.unreachable(stopped);
        }
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException noObject) {
            throw SignInFailure.provider("answered discovery with what is no JSON object");
=======
        String issuer = answer.text("issuer");
        if (!issuer.equals(client.getIssuer())) {
            throw SignInFailure.setUp(
                    "OIDC_ISSUER is " + client.getIssuer() + ", but the provider calls itself " + issuer);
>>>>>>> main
        }
    }
}
