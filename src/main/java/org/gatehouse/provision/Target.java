package org.gatehouse.provision;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which realm of which Keycloak, and which Gatehouse is to be known there.
 *
 * @param server where Keycloak is reached, without a slash at the end
 * @param secret that the client is to have; empty for a random one, or the one it has
 * @param serviceId the client with the service account; empty for none
 */
record Target(
        URI server,
        String realm,
        String publicUrl,
        String redirectUri,
        String clientId,
        Optional<String> secret,
        Optional<String> serviceId,
        Optional<String> serviceSecret) {

    private static final Pattern ISSUER = Pattern.compile("(https?://[^?#]+)/realms/([^/?#]+)/?");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/?#]+(/[^\\s?#]*)?");

    /**
     * What the settings of Gatehouse say, by their names.
     *
     * @throws ProvisionProblem if they do not name a realm and an address
     */
    static Target of(Function<String, Optional<String>> settings) {
        Matcher issuer = ISSUER.matcher(settings.apply("OIDC_ISSUER").orElse(""));
        if (!issuer.matches()) {
            throw new ProvisionProblem(
                    "OIDC_ISSUER names no realm of Keycloak: give its issuer, e.g. https://sso.example.com/realms/team");
        }
        String publicUrl =
                settings.apply("PUBLIC_URL").map(Target::withoutSlash).orElse("");
        if (!ADDRESS.matcher(publicUrl).matches()) {
            throw new ProvisionProblem(
                    "PUBLIC_URL is no address: give the one that people open, e.g. https://gate.example.com");
        }
        return new Target(
                URI.create(
                        settings.apply("KEYCLOAK_URL").map(Target::withoutSlash).orElse(issuer.group(1))),
                issuer.group(2),
                publicUrl,
                settings.apply("OIDC_REDIRECT_URI").orElse(publicUrl + "/api/auth/callback"),
                settings.apply("OIDC_CLIENT_ID").orElse(RealmFile.CLIENT),
                settings.apply("OIDC_CLIENT_SECRET"),
                settings.apply("KEYCLOAK_ADMIN_CLIENT_ID"),
                settings.apply("KEYCLOAK_ADMIN_CLIENT_SECRET"));
    }

    private static String withoutSlash(String url) {
        return url.replaceFirst("/+$", "");
    }
}
