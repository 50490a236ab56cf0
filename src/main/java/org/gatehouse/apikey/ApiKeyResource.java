package org.gatehouse.apikey;

import static java.util.stream.Collectors.toCollection;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Scope;
import org.jspecify.annotations.Nullable;

/** The API keys of an organization. */
@Path("orgs/{organization}/api-keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeyResource {

    @Inject
    ApiKeyService keys;

    @PathParam("organization")
    UUID organization;

    @Context
    UriInfo here;

    @GET
    public List<ListedApiKey> list() {
        return keys.list(organization).stream().map(ListedApiKey::of).toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(ApiKeyRequest body) {
        NewApiKey made = keys.create(
                organization,
                body.name(),
                body.scopes().stream().map(Scope::of).collect(toCollection(() -> EnumSet.noneOf(Scope.class))),
                body.expiresAt().orElse(null));
        return Response.created(here.getAbsolutePathBuilder()
                        .path(made.key().id().toString())
                        .build())
                .entity(CreatedApiKey.of(made))
                .build();
    }

    @DELETE
    @Path("{id}")
    public void end(@PathParam("id") UUID id) {
        keys.end(organization, id);
    }

    public record ApiKeyRequest(String name, List<String> scopes, Optional<Instant> expiresAt) {}

    @JsonbNillable
    public record ListedApiKey(
            UUID id,
            String name,
            String prefix,
            List<String> scopes,
            @Nullable String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static ListedApiKey of(ApiKeyView key) {
            return new ListedApiKey(
                    key.id(),
                    key.name(),
                    key.prefix(),
                    key.scopes(),
                    key.createdBy(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt());
        }
    }

    /** @param secret what programs send; told this once */
    @JsonbNillable
    public record CreatedApiKey(
            UUID id,
            String name,
            String prefix,
            String secret,
            List<String> scopes,
            @Nullable String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static CreatedApiKey of(NewApiKey made) {
            ApiKeyView key = made.key();
            return new CreatedApiKey(
                    key.id(),
                    key.name(),
                    key.prefix(),
                    made.secret().whole().value(),
                    key.scopes(),
                    key.createdBy(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt());
        }
    }
}
