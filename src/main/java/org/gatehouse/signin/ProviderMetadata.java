package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.settings.Settings;
import org.glassfish.soteria.mechanisms.openid.domain.OpenIdConfiguration;
import org.glassfish.soteria.mechanisms.openid.domain.OpenIdProviderData;
import org.jspecify.annotations.Nullable;

/**
 * What the provider announces of itself (OpenID Connect Discovery 1.0, section 3), as {@link Discovery} accepted it. Each
 * method throws if the provider has never answered.
 */
@ApplicationScoped
public class ProviderMetadata {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    @Inject
    Instance<OpenIdConfiguration> provider;

    @Inject
    OpenIdSettings client;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private volatile @Nullable Failure failure;

    URL keys() {
        return metadata().getJwksURL();
    }

    /** Whether its authorization responses say whose they are (RFC 9207, section 3). */
    boolean namesIssuerInResponses() {
        return document().getBoolean("authorization_response_iss_parameter_supported", false);
    }

    /** Whether more is to be had about a person than the ID token says (OpenID Connect Core 1.0, section 5.3). */
    boolean hasUserInfo() {
        return document().containsKey("userinfo_endpoint");
    }

    /** How the client authenticates: as it is set, or else in a way that the provider announces. */
    ClientAuthentication clientAuthentication() {
        return settings.clientAuthentication()
                .map(word -> ClientAuthentication.of(List.of(word)))
                .orElseGet(() -> ClientAuthentication.of(words("token_endpoint_auth_methods_supported")));
    }

    /**
     * Where a browser signs out at the provider.
     *
     * @param idToken of the session that ended
     * @param home where the browser comes back to
     */
    Optional<EndSession> endSession(@Nullable String idToken, URI home) {
        return EndSession.of(document(), client.getClientId(), idToken, home);
    }

    private List<String> words(String name) {
        return document().getOrDefault(name, JsonValue.NULL) instanceof JsonArray list
                ? list.getValuesAs(JsonValue.class).stream()
                        .filter(JsonString.class::isInstance)
                        .map(word -> ((JsonString) word).getString())
                        .toList()
                : List.of();
    }

    private JsonObject document() {
        return metadata().getDocument();
    }

    /** Whoever sends tokens while the provider does not answer is not kept waiting, nor holds up others, each time. */
    private OpenIdProviderData metadata() {
        Failure last = failure;
        if (last != null && clock.instant().isBefore(last.until())) {
            throw new IllegalStateException(last.cause());
        }
        try {
            return provider.get().getProviderMetadata();
        } catch (RuntimeException unreachable) {
            failure = new Failure(unreachable, clock.instant().plus(REMEMBERED));
            throw unreachable;
        }
    }

    private record Failure(RuntimeException cause, Instant until) {}
}
