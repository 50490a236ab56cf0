package org.gatehouse.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Caller;

/** Where the caller is signed in. */
@Path("sessions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    @Inject
    UserSessionService sessions;

    @Inject
    SessionCookie cookie;

    @Inject
    Caller caller;

    @GET
    public List<SessionView> list() {
        return sessions.mine();
    }

    /** All but this one. */
    @DELETE
    public void endOthers() {
        sessions.endOthers();
    }

    @DELETE
    @Path("{id}")
    public void end(@PathParam("id") UUID id, @Context HttpServletResponse response) {
        sessions.endMine(id);
        if (id.equals(caller.getSessionId())) {
            cookie.remove(response);
        }
    }
}
