package org.gatehouse.app;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token with its secret, which the API tells once.
 *
 * @param url that opens the application with it
 */
@JsonbNillable
public record CreatedAppToken(
        UUID id,
        String name,
        String prefix,
        String secret,
        String url,
        @Nullable String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        boolean declared) {

    static CreatedAppToken of(NewAppToken made) {
        AppTokenView token = made.token();
        return new CreatedAppToken(
                token.id(),
                token.name(),
                token.prefix(),
                made.secret().whole().value(),
                made.address(),
                token.createdBy(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                token.declared());
    }

    static Response answer(NewAppToken made, UriInfo list) {
        return Response.created(list.getAbsolutePathBuilder()
                        .path(made.token().id().toString())
                        .build())
                .entity(of(made))
                .build();
    }
}
