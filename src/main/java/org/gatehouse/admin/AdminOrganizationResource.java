package org.gatehouse.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.jspecify.annotations.Nullable;

/** The organizations of the whole instance. */
@Path("admin/orgs")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdminOrganizationResource {

    @Inject
    AdminOrganizationService organizations;

    @Context
    UriInfo here;

    @GET
    public Response list(
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam("ownerless") boolean ownerless,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        Slice<AdminOrganization> slice = organizations.list(q, ownerless, cursor, Paging.limit(limit));
        return Paging.answer(slice.rows(), slice.next(), here);
    }

    @GET
    @Path("{id}")
    public AdminOrganization get(@PathParam("id") UUID id) {
        return organizations.get(id);
    }

    @PUT
    @Path("{id}/owner")
    @Consumes(MediaType.APPLICATION_JSON)
    public AdminOrganization giveOwner(@PathParam("id") UUID id, NewOwner body) {
        return organizations.giveOwner(id, body.userId());
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") UUID id) {
        organizations.delete(id);
    }

    public record NewOwner(UUID userId) {}
}
