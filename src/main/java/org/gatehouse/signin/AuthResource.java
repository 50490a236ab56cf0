package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Who the caller is, and signing out. Login and callback are {@link OpenIdAuthenticator}'s. */
@Path("auth")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {

    @Inject
    Caller caller;

    @Inject
    SignOut signOut;

    @Inject
    Settings settings;

    @GET
    @Path("me")
    public Me me() {
        return new Me(
                caller.isAuthenticated(),
                caller.findPerson().map(Profile::of).orElse(null),
                caller.getMethod().word(),
                caller.isAdministrator(),
                settings.openIdClient().isPresent());
    }

    @POST
    @Path("logout")
    public SignedOut logout(@Context HttpServletResponse response) {
        return new SignedOut(
                "ok", signOut.signOut(response).map(EndSession::address).orElse(null));
    }

    /**
     * @param user null for nobody, for a program with an API key, and for who has the shared token
     * @param administrator whether the caller runs this Gatehouse
     */
    public record Me(
            boolean authenticated, @Nullable Profile user, String method, boolean administrator, boolean oidcEnabled) {}

    /** The annotation speaks for a user that is missing, too. */
    @JsonbNillable
    public record Profile(UUID id, @Nullable String email, String name) {

        static Profile of(Person person) {
            return new Profile(person.id(), person.email(), person.name());
        }
    }

    public record SignedOut(String status, @Nullable URI logoutUrl) {}
}
