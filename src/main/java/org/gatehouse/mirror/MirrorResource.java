package org.gatehouse.mirror;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.mirror.Adoption.Adoptable;
import org.gatehouse.mirror.Adoption.Adopted;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.jspecify.annotations.Nullable;

/** Organizations in Keycloak: how far they are what ours are, and those that could become ours. */
@Path("admin/mirror")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MirrorResource {

    @Inject
    MirrorService mirror;

    @Inject
    MirrorComparison comparison;

    @Inject
    Adoption adoption;

    @Context
    UriInfo here;

    @GET
    public MirrorState state() {
        return mirror.state();
    }

    @GET
    @Path("differences")
    public Response compare(@QueryParam("cursor") @Nullable String cursor) {
        Slice<Difference> differences = comparison.compare(cursor);
        return Paging.answer(differences.rows(), differences.next(), here);
    }

    @POST
    @Path("repairs")
    public List<Difference> repair(@QueryParam("cursor") @Nullable String cursor) {
        return comparison.repair(cursor);
    }

    @GET
    @Path("adoptable")
    public List<Adoptable> adoptable() {
        return adoption.list();
    }

    @POST
    @Path("adoptions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Adopted adopt(NewAdoption body) {
        return adoption.adopt(body.keycloakId(), body.ownerId());
    }

    public record NewAdoption(String keycloakId, Optional<UUID> ownerId) {}
}
