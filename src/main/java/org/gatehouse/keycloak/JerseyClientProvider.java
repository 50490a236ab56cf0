package org.gatehouse.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.ext.ContextResolver;
import javax.net.ssl.SSLContext;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.client.proxy.WebResourceFactory;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.spi.ResteasyClientProvider;

/** Lets Keycloak's admin client run on Jersey, which the container has. It finds this as a service. */
public class JerseyClientProvider implements ResteasyClientProvider {

    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 10_000;

    @Override
    public Client newRestEasyClient(
            @Nullable Object messageHandler, @Nullable SSLContext tls, boolean disableTrustManager) {
        ClientBuilder builder = ClientBuilder.newBuilder()
                .property(ClientProperties.CONNECT_TIMEOUT, CONNECT_MILLIS)
                .property(ClientProperties.READ_TIMEOUT, READ_MILLIS)
                // some of what Keycloak is told by PUT has no body
                .property(ClientProperties.SUPPRESS_HTTP_COMPLIANCE_VALIDATION, true)
                .register(JacksonFeature.withoutExceptionMappers())
                .register(new Json());
        return (tls == null ? builder : builder.sslContext(tls)).build();
    }

    @Override
    public <R> R targetProxy(WebTarget target, Class<R> type) {
        return WebResourceFactory.newResource(type, target);
    }

    /** Keycloak takes a null for a value, and its next version may tell more than this one. */
    private static final class Json implements ContextResolver<ObjectMapper> {

        private final ObjectMapper mapper = JsonMapper.builder()
                .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        @Override
        public ObjectMapper getContext(Class<?> type) {
            return mapper;
        }
    }
}
