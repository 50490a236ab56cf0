package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.glassfish.soteria.mechanisms.openid.controller.ProviderMetadataController;

/**
 * Reads the provider's discovery document (OpenID Connect Discovery 1.0, section 4) in the place of Soteria's own reader,
 * which neither compares the issuer nor keeps expressions out: Soteria evaluates what a document says as EL. What is
 * refused here is asked for again at the next sign-in; what was accepted, Soteria keeps as long as the process lives.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class Discovery extends ProviderMetadataController {

    private static final Duration TIMEOUT = Duration.ofMillis(TokenRequestFeature.TIMEOUT_MILLIS);
    private static final int LARGEST = 256 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** @throws SignInFailure if there is no document, or not one of this issuer */
    @Override
    public JsonObject getDocument(String issuer) {
        String text = fetch(address(issuer));
        if (text.contains("${") || text.contains("#{")) {
            throw SignInFailure.provider("has an expression in its discovery document");
        }
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
        }
    }
}
