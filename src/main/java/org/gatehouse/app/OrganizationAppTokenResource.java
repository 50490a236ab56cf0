package org.gatehouse.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import java.util.List;
import java.util.UUID;

/** The tokens of an application that is handed to an organization. */
@Path("orgs/{organization}/apps/{app}/tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrganizationAppTokenResource {

    @Inject
    AppTokenService tokens;

    @PathParam("organization")
    UUID organization;

    @PathParam("app")
    UUID app;

    @Context
    UriInfo here;

    @GET
    public List<ListedAppToken> list() {
        return tokens.listHandedTo(organization, app).stream()
                .map(ListedAppToken::of)
                .toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(AppTokenRequest body) {
        return CreatedAppToken.answer(
                tokens.createHandedTo(
                        organization, app, body.name(), body.expiresAt().orElse(null)),
                here);
    }

    @POST
    @Path("{id}/rotate")
    public CreatedAppToken rotate(@PathParam("id") UUID id) {
        return CreatedAppToken.of(tokens.rotateHandedTo(organization, app, id));
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") UUID id) {
        tokens.deleteHandedTo(organization, app, id);
    }
}
