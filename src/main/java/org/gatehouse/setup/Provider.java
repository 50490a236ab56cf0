package org.gatehouse.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import org.gatehouse.setup.Probe.Reply;

/** The OpenID Provider as it presents itself at this moment, past all that sign-in remembers of it. */
@ApplicationScoped
public class Provider {

    @Inject
    Probe probe;

    /**
     * Reads the discovery document (OpenID Connect Discovery 1.0, section 4).
     *
     * @throws Unusable if nobody could sign in with it
     */
    Endpoints discover(String issuer) throws Unusable {
        URI address = discovery(issuer);
        JsonObject document = parse(fetch(address), address);
        requireIssuer(issuer, document.getString("issuer", ""));
        try {
            return new Endpoints(
                    endpoint(document, "authorization_endpoint"),
                    endpoint(document, "token_endpoint"),
                    texts(document, "token_endpoint_auth_methods_supported"));
        } catch (IllegalArgumentException none) {
            throw new Unusable(Finding.wrong(
                    "The discovery document at " + address + " names no " + none.getMessage() + ".",
                    "Sign-in by the authorization code flow has to be switched on at the provider."));
        }
    }

    /** Where an issuer's discovery document is; a slash at its end does not count. */
    static URI discovery(String issuer) {
        return URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }

    private String fetch(URI address) throws Unusable {
        try {
            Reply reply = probe.get(address);
            if (reply.status() == 200) {
                return reply.body();
            }
            throw new Unusable(Finding.wrong(
                    address + " answers " + reply.status() + ", not with a discovery document.",
                    "Set OIDC_ISSUER to the issuer that the provider shows; with Keycloak that is"
                            + " https://HOST/realms/REALM. Look at it from this machine:",
                    "curl -i " + address));
        } catch (IOException unreachable) {
            throw new Unusable(Finding.wrong(
                    address + " cannot be reached: " + Probe.reason(unreachable) + ".",
                    "Start the provider, correct OIDC_ISSUER, or let this machine reach it. Try from here:",
                    "curl -i " + address));
        }
    }

    private static JsonObject parse(String text, URI address) throws Unusable {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException noObject) {
            throw new Unusable(Finding.wrong(
                    address + " answers with something else than a discovery document.",
                    "Set OIDC_ISSUER to the issuer that the provider shows. Look at it from this machine:",
                    "curl -i " + address));
        }
    }

    private static void requireIssuer(String ours, String discovered) throws Unusable {
        if (discovered.isEmpty()) {
            throw new Unusable(Finding.wrong(
                    "The provider's discovery document names no issuer.",
                    "Use an OpenID Provider that says who it is."));
        }
        if (!ours.equals(discovered)) {
            boolean slash = ours.replaceFirst("/$", "").equals(discovered.replaceFirst("/$", ""));
            throw new Unusable(Finding.wrong(
                    "The provider calls itself " + discovered + ", but OIDC_ISSUER is " + ours
                            + (slash ? ": they differ by the slash at the end." : "."),
                    slash
                            ? "Spell it exactly as the provider does:"
                            : "If this is the provider you mean, spell it exactly as it does:",
                    "OIDC_ISSUER=" + discovered));
        }
    }

    private static URI endpoint(JsonObject document, String name) {
        try {
            URI address = URI.create(document.getString(name, ""));
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // told below
        }
        throw new IllegalArgumentException(name);
    }

    private static List<String> texts(JsonObject document, String name) {
        return document.get(name) instanceof JsonArray list
                ? list.stream()
                        .filter(JsonString.class::isInstance)
                        .map(text -> ((JsonString) text).getString())
                        .toList()
                : List.of();
    }

    /** Where the provider is asked, and how its clients may authenticate there. */
    record Endpoints(URI authorization, URI token, List<String> authenticationMethods) {}

    /** There is no provider that could be asked further, and why. */
    static final class Unusable extends Exception {

        private final transient Finding finding;

        Unusable(Finding finding) {
            super(finding.detail());
            this.finding = finding;
        }

        Finding finding() {
            return finding;
        }
    }
}
