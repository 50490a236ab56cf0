package org.gatehouse.link;

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The links by which people can join an organization, as those who run it handle them. */
@Path("orgs/{organization}/links")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InvitationLinkResource {

    @Inject
    InvitationLinkService links;

    @PathParam("organization")
    UUID organization;

    @Context
    UriInfo here;

    @GET
    public List<Link> list() {
        return links.list(organization).stream().map(Link::of).toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(NewLink body) {
        NewInvitationLink created =
                links.create(organization, body.role(), body.maxUses(), body.expiresAt(), body.domains());
        return Response.created(here.getAbsolutePathBuilder()
                        .path(created.link().id().toString())
                        .build())
                .entity(CreatedLink.of(created))
                .build();
    }

    @DELETE
    @Path("{id}")
    public void end(@PathParam("id") UUID id) {
        links.end(organization, id);
    }

    public record NewLink(String role, Optional<Integer> maxUses, Optional<Instant> expiresAt, List<String> domains) {}

    /** @param createdBy name of who made it */
    @JsonbNillable
    public record Link(
            UUID id,
            String role,
            int maxUses,
            int uses,
            Instant expiresAt,
            List<String> domains,
            @Nullable String createdBy,
            Instant createdAt) {

        static Link of(InvitationLinkView view) {
            return new Link(
                    view.id(),
                    view.role().word(),
                    view.maxUses(),
                    view.uses(),
                    view.expiresAt(),
                    view.domains(),
                    view.createdBy().orElse(null),
                    view.createdAt());
        }
    }

    /** A {@link Link} with what is told this once. */
    @JsonbNillable
    public record CreatedLink(
            UUID id,
            String role,
            int maxUses,
            int uses,
            Instant expiresAt,
            List<String> domains,
            @Nullable String createdBy,
            Instant createdAt,
            String token,
            String url) {

        static CreatedLink of(NewInvitationLink created) {
            Link link = Link.of(created.link());
            return new CreatedLink(
                    link.id(),
                    link.role(),
                    link.maxUses(),
                    link.uses(),
                    link.expiresAt(),
                    link.domains(),
                    link.createdBy(),
                    link.createdAt(),
                    created.token().value(),
                    created.url());
        }
    }
}
