package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.organization.Organization;
import org.gatehouse.problem.InvalidProblem;

/** The applications behind Gatehouse. */
@Path("apps")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class GuardedAppResource {

    @Inject
    GuardedAppService apps;

    @Context
    UriInfo here;

    @GET
    public List<ListedApp> list() {
        return apps.list().stream().map(ListedApp::of).toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(AppRequest body) {
        GuardedAppView made = apps.create(body.terms());
        return Response.created(
                        here.getAbsolutePathBuilder().path(made.id().toString()).build())
                .entity(ListedApp.of(made))
                .build();
    }

    @GET
    @Path("{id}")
    public ListedApp get(@PathParam("id") UUID id) {
        return ListedApp.of(apps.get(id));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public ListedApp change(@PathParam("id") UUID id, AppRequest body) {
        return ListedApp.of(apps.change(id, body.terms()));
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") UUID id) {
        apps.delete(id);
    }

    /** @param host missing or empty for our own */
    public record AppRequest(
            String name,
            Optional<String> host,
            String path,
            String access,
            Optional<UUID> orgId,
            Optional<String> role,
            List<RuleRequest> rules,
            Optional<UUID> handedTo) {

        AppTerms terms() {
            InvalidProblem.requireAll(
                    () -> Organization.requireName(name),
                    this::address,
                    this::policy,
                    () -> RuleRequest.toRules(rules));
            return new AppTerms(
                    Organization.requireName(name),
                    address(),
                    policy(),
                    RuleRequest.toRules(rules),
                    handedTo.orElse(null));
        }

        private AppAddress address() {
            return AppAddress.of(host.orElse(""), path);
        }

        private Policy policy() {
            return Policy.of(access, orgId, role);
        }
    }
}
