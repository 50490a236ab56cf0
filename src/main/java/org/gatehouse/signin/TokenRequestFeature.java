package org.gatehouse.signin;

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
 * Brings a {@link TokenRequest} into Soteria's calls to the provider, and timeouts. Soteria makes its HTTP clients itself,
 * and Jersey finds this feature as a service.
 */
public class TokenRequestFeature implements ForcedAutoDiscoverable, ClientRequestFilter, ClientResponseFilter {

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
        if (context.getConfiguration().getRuntimeType() == RuntimeType.CLIENT) {
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
        TokenRequest current = CURRENT.get();
        if (current != null && request.getEntity() instanceof Form) {
            current.check(response);
        }
    }
}
