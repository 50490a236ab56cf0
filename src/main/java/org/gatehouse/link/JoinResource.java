package org.gatehouse.link;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.organization.OrganizationResource.Org;
import org.jspecify.annotations.Nullable;

/** A link by which people join an organization, for those who have its token. */
@Path("links/{token}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class JoinResource {

    @Inject
    JoinService links;

    @PathParam("token")
    String token;

    @GET
    public OpenLink get() {
        return OpenLink.of(links.get(token));
    }

    @POST
    @Path("acceptance")
    public Org join() {
        return Org.of(links.join(token));
    }

    @JsonbNillable
    public record OpenLink(
            UUID orgId,
            String orgName,
            String role,
            String status,
            Instant expiresAt,
            List<String> domains,
            @Nullable String inviterName) {

        static OpenLink of(JoinView view) {
            return new OpenLink(
                    view.organizationId(),
                    view.organizationName(),
                    view.role().word(),
                    view.status().word(),
                    view.expiresAt(),
                    view.domains(),
                    view.inviterName().orElse(null));
        }
    }
}
