package org.gatehouse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The caller's own account. The OpenID Provider says what it holds; only what to be called here can be chosen. */
@Path("users/me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    @Inject
    AccountService account;

    @Inject
    AccountDeletion deletion;

    @GET
    public Account get() {
        return account.get();
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public Account change(AccountChange body) {
        return account.change(body.name());
    }

    @GET
    @Path("export")
    public Response export() {
        return Response.ok(account.export())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"gatehouse-account.json\"")
                .build();
    }

    @DELETE
    public void delete(@Context HttpServletResponse response) {
        deletion.delete(response);
    }

    public record AccountChange(Optional<String> name) {}
}
