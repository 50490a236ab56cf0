package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;

/** How a client proves at the token endpoint who it is (OpenID Connect Core 1.0, section 9). */
public enum ClientAuthentication {
    /** In the header {@code Authorization} (RFC 6749, section 2.3.1). */
    CLIENT_SECRET_BASIC {
        @Override
        void complete(ClientRequestContext request, Form form) {
            String id = form.asMap().getFirst(CLIENT_ID);
            String secret = form.asMap().getFirst(CLIENT_SECRET);
            form.asMap().remove(CLIENT_ID);
            form.asMap().remove(CLIENT_SECRET);
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, basic(id, secret));
        }
    },
    /** In the form, where Soteria puts it. */
    CLIENT_SECRET_POST {
        @Override
        void complete(ClientRequestContext request, Form form) {
            // Soteria has done it
        }
    };

    private static final String CLIENT_ID = "client_id";
    private static final String CLIENT_SECRET = "client_secret";

    abstract void complete(ClientRequestContext request, Form form);

    /**
     * What a provider takes.
     *
     * @param announced {@code token_endpoint_auth_methods_supported}; where a provider announces none, it takes {@link
     *     #CLIENT_SECRET_BASIC} (OpenID Connect Discovery 1.0, section 3)
     */
    public static ClientAuthentication of(Collection<String> announced) {
        return announced.contains(CLIENT_SECRET_POST.word()) ? CLIENT_SECRET_POST : CLIENT_SECRET_BASIC;
    }

    /** The value of the header {@code Authorization}: both parts are form-encoded first. */
    public static String basic(String clientId, String clientSecret) {
        String credentials = URLEncoder.encode(clientId, UTF_8) + ":" + URLEncoder.encode(clientSecret, UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    /** As it is registered: {@code client_secret_basic}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
