package org.gatehouse.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller.Program;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.problem.Problem;
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

    /**
     * @throws UnauthenticatedProblem if it is not known who calls
     * @throws NotFoundProblem if there is no such organization
     * @throws ForbiddenProblem if the caller's role there, or an API key's scopes, do not permit it
     */
    public void require(UUID organizationId, Permission permission) {
        Role role = in(organizationId).orElseThrow(() -> notAMember(organizationId));
        if (caller.findProgram().isPresent()) {
            requireScope(caller.findProgram().get(), permission);
        } else if (!role.permits(permission)) {
            throw new ForbiddenProblem("Your role here, " + role.word() + ", does not permit this. Ask an owner.");
        }
    }

    /** Why there is nothing here for somebody who does not belong to it. */
    public Problem notAMember(UUID organizationId) {
        return roles.organizationExists(organizationId)
                ? new ForbiddenProblem(
                        "You are not a member of this organization. Ask one of its owners to invite you.")
                : new NotFoundProblem("There is no such organization.");
    }

    /** @throws ForbiddenProblem if the caller has none any more */
    public Role get(UUID organizationId) {
        return in(organizationId)
                .orElseThrow(() -> new ForbiddenProblem("You are not a member of this organization any more."));
    }

    private static void requireScope(Program program, Permission permission) {
        if (!program.permits(permission)) {
            throw new ForbiddenProblem("No scope of this API key permits this.");
        }
    }
}
