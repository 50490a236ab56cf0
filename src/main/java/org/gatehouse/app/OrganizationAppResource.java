package org.gatehouse.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.problem.InvalidProblem;

/** The applications that are handed to an organization. */
@Path("orgs/{organization}/apps")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrganizationAppResource {

    @Inject
    GuardedAppService apps;

    @PathParam("organization")
    UUID organization;

    @GET
    public List<ListedApp> list() {
        return apps.listHandedTo(organization).stream().map(ListedApp::of).toList();
    }

    @PUT
    @Path("{id}/policy")
    @Consumes(MediaType.APPLICATION_JSON)
    public ListedApp changePolicy(@PathParam("id") UUID id, PolicyRequest body) {
        InvalidProblem.requireAll(body::policy, body::toRules);
        return ListedApp.of(apps.changePolicy(organization, id, body.policy(), body.toRules()));
    }

    public record PolicyRequest(String access, Optional<UUID> orgId, Optional<String> role, List<RuleRequest> rules) {

        Policy policy() {
            return Policy.of(access, orgId, role);
        }

        List<PathRule> toRules() {
            return RuleRequest.toRules(rules);
        }
    }
}
