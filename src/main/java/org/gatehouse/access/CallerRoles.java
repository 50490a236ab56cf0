package org.gatehouse.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller.Program;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.UnauthenticatedProblem;

/** The caller's role in an organization: a person's own, looked at anew each time; a program acts as an admin of its own. */
@ApplicationScoped
public class CallerRoles {

    @Inject
    Caller caller;

    @Inject
    Roles roles;

    /**
     * The role, or empty where the caller has none.
     *
     * @throws UnauthenticatedProblem if it is not known who calls
     */
    public Optional<Role> in(UUID organizationId) {
        return caller.findProgram()
                .map(Program::organizationId)
                .map(own -> own.equals(organizationId) ? Optional.of(Role.ADMIN) : Optional.<Role>empty())
                .orElseGet(() -> roles.findRole(caller.getUserId(), organizationId));
    }

    /** @throws ForbiddenProblem if the caller has none any more */
    public Role get(UUID organizationId) {
        return in(organizationId)
                .orElseThrow(() -> new ForbiddenProblem("You are not a member of this organization any more."));
    }
}
