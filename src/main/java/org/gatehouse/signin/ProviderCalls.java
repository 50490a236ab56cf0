package org.gatehouse.signin;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Form;
import java.io.IOException;
import java.util.function.Supplier;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Soteria and the provider: with timeouts, with what the {@link TokenRequest} adds, and with a look at each
 * answer before Soteria reads it. Soteria makes its HTTP clients itself, and Jersey finds this feature as a service: a client
 * that has a timeout already is not Soteria's. Alternatives to Soteria's beans are not seen by Soteria, whose archive knows nothing of ours.
 */
public class ProviderCalls implements ForcedAutoDiscoverable, ClientRequestFilter, ClientResponseFilter {

    static final int TIMEOUT_MILLIS = 10_000;

    private static final ThreadLocal<@Nullable TokenRequest> CURRENT = new ThreadLocal<>();

    /** Runs Soteria's callback, which makes this token request. */
    static <T> T with(TokenRequest request, Supplier<T> callback) {
        CURRENT.set(request);
        try {
            return callback.get();
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public void configure(FeatureContext context) {
        if (context.getConfiguration().getRuntimeType() == RuntimeType.CLIENT
                && context.getConfiguration().getProperty(ClientProperties.CONNECT_TIMEOUT) == null) {
            context.property(ClientProperties.CONNECT_TIMEOUT, TIMEOUT_MILLIS);
            context.property(ClientProperties.READ_TIMEOUT, TIMEOUT_MILLIS);
            context.register(this);
        }
    }

    @Override
    public void filter(ClientRequestContext request) {
        TokenRequest current = CURRENT.get();
        if (current != null && request.getEntity() instanceof Form form) {
            current.complete(request, form);
        }
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) throws IOException {
        ProviderAnswer answer = ProviderAnswer.read(response);
        TokenRequest current = CURRENT.get();
        if (Discovery.isAt(request.getUri())) {
            CDI.current().select(Discovery.class).get().check(answer);
        } else if (current != null && request.getEntity() instanceof Form) {
            current.check(answer);
        }
    }
}
