package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Invitations as those who are invited handle them: by the token of the mailed link, or by id when the invitation is to
 * the caller's verified address.
 */
@Path("invitations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class InvitationResource {

    @Inject
    AcceptanceService acceptances;

    @GET
    public List<Invited> mine() {
        return acceptances.mine().stream().map(Invited::of).toList();
    }

    @GET
    @Path("{tokenOrId}")
    public Invited get(@PathParam("tokenOrId") String tokenOrId) {
        return Invited.of(acceptances.get(tokenOrId));
    }

    @POST
    @Path("{tokenOrId}/acceptance")
    public Invited accept(@PathParam("tokenOrId") String tokenOrId) {
        return Invited.of(acceptances.accept(tokenOrId));
    }

    @DELETE
    @Path("{tokenOrId}")
    public void decline(@PathParam("tokenOrId") String tokenOrId) {
        acceptances.decline(tokenOrId);
    }

    @JsonbNillable
    public record Invited(
            UUID id,
            UUID orgId,
            String orgName,
            String email,
            String role,
            String status,
            Instant expiresAt,
            @Nullable String inviterName,
            @Nullable String inviterEmail) {

        public static Invited of(InvitationView view) {
            return new Invited(
                    view.id(),
                    view.organizationId(),
                    view.organizationName(),
                    view.email(),
                    view.role().word(),
                    view.state(),
                    view.expiresAt(),
                    view.inviterName().orElse(null),
                    view.inviterEmail().orElse(null));
        }
    }
}
