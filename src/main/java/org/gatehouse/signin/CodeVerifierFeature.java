package org.gatehouse.signin;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Form;
import java.util.function.Supplier;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.jspecify.annotations.Nullable;

/**
 * Adds what Soteria leaves out when it calls the provider: the PKCE verifier in the token request (RFC 7636, section
 * 4.5) and timeouts. Soteria makes its HTTP clients itself, and Jersey finds this feature as a service.
 */
public class CodeVerifierFeature implements ForcedAutoDiscoverable, ClientRequestFilter {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final ThreadLocal<@Nullable String> VERIFIER = new ThreadLocal<>();

    /** Runs Soteria's callback, whose token request carries this verifier. */
    static <T> T with(String verifier, Supplier<T> callback) {
        VERIFIER.set(verifier);
        try {
            return callback.get();
        } finally {
            VERIFIER.remove();
        }
    }

    @Override
    public void configure(FeatureContext context) {
        if (context.getConfiguration().getRuntimeType() == jakarta.ws.rs.RuntimeType.CLIENT) {
            context.property(ClientProperties.CONNECT_TIMEOUT, TIMEOUT_MILLIS);
            context.property(ClientProperties.READ_TIMEOUT, TIMEOUT_MILLIS);
            context.register(this);
        }
    }

    @Override
    public void filter(ClientRequestContext request) {
        String verifier = VERIFIER.get();
        if (verifier != null && request.getEntity() instanceof Form form) {
            form.param("code_verifier", verifier);
        }
    }
}
