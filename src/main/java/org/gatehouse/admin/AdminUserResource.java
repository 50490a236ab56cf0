package org.gatehouse.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.gatehouse.session.SessionView;
import org.jspecify.annotations.Nullable;

/** The users of the whole instance. */
@Path("admin/users")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdminUserResource {

    @Inject
    AdminUserService users;

    @Context
    UriInfo here;

    @GET
    public Response list(
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        Slice<AdminUser> slice = users.list(q, cursor, Paging.limit(limit));
        return Paging.answer(slice.rows(), slice.next(), here);
    }

    @GET
    @Path("{id}")
    public AdminUser get(@PathParam("id") UUID id) {
        return users.get(id);
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public AdminUser change(@PathParam("id") UUID id, UserChange body) {
        return users.setDisabled(id, body.disabled());
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") UUID id) {
        users.delete(id);
    }

    @GET
    @Path("{id}/sessions")
    public List<SessionView> sessions(@PathParam("id") UUID id) {
        return users.sessions(id);
    }

    @DELETE
    @Path("{id}/sessions/{session}")
    public void endSession(@PathParam("id") UUID id, @PathParam("session") UUID session) {
        users.endSession(id, session);
    }

    /** Signs the user out everywhere. */
    @DELETE
    @Path("{id}/sessions")
    public void endSessions(@PathParam("id") UUID id) {
        users.endSessions(id);
    }

    public record UserChange(boolean disabled) {}
}
