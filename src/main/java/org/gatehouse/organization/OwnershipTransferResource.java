package org.gatehouse.organization;

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
import java.util.UUID;
import org.gatehouse.organization.OrganizationResource.Org;
import org.gatehouse.problem.NotFoundProblem;
import org.jspecify.annotations.Nullable;

/** The open offer to give an organization's ownership to a member. */
@Path("orgs/{organization}/transfer")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OwnershipTransferResource {

    @Inject
    OwnershipTransferService transfers;

    @PathParam("organization")
    UUID organization;

    @Context
    UriInfo here;

    @GET
    public Transfer get() {
        return transfers
                .find(organization)
                .map(Transfer::of)
                .orElseThrow(() -> new NotFoundProblem("There is no offer of ownership that concerns you."));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response offer(NewTransfer body) {
        return Response.created(here.getAbsolutePath())
                .entity(Transfer.of(transfers.offer(organization, body.memberId())))
                .build();
    }

    @DELETE
    public void end() {
        transfers.end(organization);
    }

    @POST
    @Path("acceptance")
    public Org accept() {
        return Org.of(transfers.accept(organization));
    }

    public record NewTransfer(UUID memberId) {}

    /** @param offeredBy name of the owner who offers it */
    @JsonbNillable
    public record Transfer(
            UUID memberId,
            String name,
            @Nullable String email,
            String offeredBy,
            Instant createdAt,
            Instant expiresAt) {

        static Transfer of(OwnershipTransferView view) {
            return new Transfer(
                    view.memberId(),
                    view.name(),
                    view.email().orElse(null),
                    view.offeredBy(),
                    view.createdAt(),
                    view.expiresAt());
        }
    }
}
