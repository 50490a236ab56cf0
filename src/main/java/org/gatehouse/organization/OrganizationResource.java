package org.gatehouse.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/** The organizations that the caller belongs to. */
@Path("orgs")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrganizationResource {

    @Inject
    OrganizationService organizations;

    @Context
    UriInfo here;

    @GET
    public List<Org> mine() {
        return organizations.mine().stream().map(Org::of).toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(NewOrg body) {
        Org created = Org.of(organizations.create(body.name(), body.slug()));
        return Response.created(here.getAbsolutePathBuilder()
                        .path(created.id().toString())
                        .build())
                .entity(created)
                .build();
    }

    @GET
    @Path("{id}")
    public Org get(@PathParam("id") UUID id) {
        return Org.of(organizations.get(id));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Org rename(@PathParam("id") UUID id, OrgChange body) {
        return Org.of(organizations.rename(id, body.name(), body.slug()));
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") UUID id) {
        organizations.delete(id);
    }

    public record NewOrg(String name, String slug) {}

    public record OrgChange(Optional<String> name, Optional<String> slug) {}

    /** @param role the caller's */
    public record Org(UUID id, String slug, String name, String role, Instant createdAt) {

        public static Org of(OrganizationView view) {
            return new Org(view.id(), view.slug(), view.name(), view.role().word(), view.createdAt());
        }
    }
}
