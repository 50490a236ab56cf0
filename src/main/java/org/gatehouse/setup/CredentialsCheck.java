package org.gatehouse.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;
import org.gatehouse.setup.Probe.Reply;
import org.gatehouse.setup.Provider.Endpoints;
import org.gatehouse.setup.Provider.Unusable;
import org.gatehouse.signin.ClientAuthentication;

/**
 * Whether the provider takes our client id and secret: a made-up code is exchanged, as sign-in does with a real one. Who
 * is told that the code is wrong has proved who they are (RFC 6749, section 5.2).
 */
@ApplicationScoped
public class CredentialsCheck implements SetupCheck {

    @Inject
    Settings settings;

    @Inject
    Provider provider;

    @Inject
    Probe probe;

    @Override
    public Subject subject() {
        return Subject.CREDENTIALS;
    }

    @Override
    public Finding look() throws IOException {
        Optional<OpenIdClient> client = settings.openIdClient();
        if (client.isEmpty()) {
            return Finding.notConfigured(
                    "There is no client, as no OpenID Provider is configured.",
                    "Set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.");
        }
        try {
            Endpoints endpoints = provider.discover(client.get().issuer());
            ClientAuthentication method = ClientAuthentication.of(
                    settings.clientAuthentication().map(List::of).orElse(endpoints.authenticationMethods()));
            return judge(exchange(client.get(), endpoints, method), client.get().clientId(), method);
        } catch (Unusable provider) {
            return Finding.unknown("The credentials were sent nowhere, as discovery does not work: mend that first.");
        }
    }

    private Reply exchange(OpenIdClient client, Endpoints endpoints, ClientAuthentication method) throws IOException {
        String form = "grant_type=authorization_code&code=set-up-check-" + UUID.randomUUID()
                + "&code_verifier=" + UUID.randomUUID() + UUID.randomUUID()
                + "&redirect_uri=" + encode(client.redirectUri().toString());
        if (method == ClientAuthentication.CLIENT_SECRET_BASIC) {
            return probe.postForm(
                    endpoints.token(), form, ClientAuthentication.basic(client.clientId(), client.clientSecret()));
        }
        return probe.postForm(
                endpoints.token(),
                form + "&client_id=" + encode(client.clientId()) + "&client_secret=" + encode(client.clientSecret()),
                "");
    }

    /** Auth0 answers 403 {@code invalid_grant} where others answer 400, and 401 {@code access_denied} to a bad secret. */
    private static Finding judge(Reply reply, String clientId, ClientAuthentication method) {
        String error = error(reply.body());
        if (reply.status() == 401 || error.equals("invalid_client")) {
            return Finding.wrong(
                    "The provider refuses the credentials of our client " + clientId + " (" + reply.status() + " "
                            + error + ", sent as " + method.word() + ").",
                    "Copy client id and secret anew from the client at the provider, into OIDC_CLIENT_ID and"
                            + " OIDC_CLIENT_SECRET. The client has to be a confidential one.");
        }
        if (error.equals("unauthorized_client") || error.equals("unsupported_grant_type")) {
            return Finding.wrong(
                    "The provider does not let our client " + clientId + " use the authorization code flow (" + error
                            + ").",
                    "Switch that flow (grant type authorization_code) on for the client at the provider.");
        }
        return error.equals("invalid_grant")
                ? Finding.ok(
                        "The provider takes client id and secret of " + clientId + ", sent as " + method.word() + ".")
                : Finding.unknown("The provider answered a made-up code with " + reply.status() + " " + error
                        + ", which says nothing of the credentials.");
    }

    /** A code of a few letters; nothing else of what was answered is told. */
    private static String error(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            String error = reader.readObject().getString("error", "");
            return error.matches("[a-z_]{1,40}") ? error : "";
        } catch (JsonException | ClassCastException other) {
            return "";
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
