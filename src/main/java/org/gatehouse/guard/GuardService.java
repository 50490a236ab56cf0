package org.gatehouse.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.Caller.Program;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.access.Method;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.access.Role;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.app.GuardedAppService;
import org.gatehouse.app.Policy;
import org.gatehouse.guard.Visitor.Group;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.MembershipRepository;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;

/** Decides for each request to an application whether it goes on. Nothing is remembered: who was removed is out at once. */
@ApplicationScoped
@Transactional
public class GuardService {

    private static final Guest NOBODY = new Guest(Optional.empty(), Optional.empty(), false);

    @Inject
    GuardedAppService apps;

    @Inject
    OrganizationRepository organizations;

    @Inject
    MembershipRepository memberships;

    @Inject
    UserRepository users;

    @Inject
    Caller caller;

    /** What comes of the caller's request to this host and path. */
    @NeedsNoPermission("It decides who may.")
    public Judgement judge(String host, NormalPath path) {
        return judge(host, path, guest());
    }

    /**
     * What would come of somebody's request to this host and path.
     *
     * @param email whose, if it is a user's
     * @throws InvalidProblem if no user has this address, or is let in anywhere
     */
    @RequiresAdministrator
    public Judgement tryOut(String host, NormalPath path, Trier trier, String email) {
        return judge(
                host,
                path,
                switch (trier) {
                    case NOBODY -> NOBODY;
                    case TOKEN ->
                        apps.find(host, path.value()).map(GuardService::holder).orElse(NOBODY);
                    case USER ->
                        new Guest(Optional.of(visitor(requireUser(email).toPerson())), Optional.empty(), false);
                });
    }

    private Judgement judge(String host, NormalPath path, Guest guest) {
        return apps.find(host, path.value())
                .map(app -> judge(app, app.policyAt(path.value()), guest))
                .orElseGet(() -> new Judgement(
                        Decision.FORBIDDEN,
                        Optional.empty(),
                        guest.visitor(),
                        "No application is known at this address. Ask whoever runs this Gatehouse to add it."));
    }

    private Guest guest() {
        return new Guest(
                caller.findPerson()
                        .map(this::visitor)
                        .or(() -> caller.findProgram().map(this::visitor)),
                caller.findTokenHolder(),
                caller.getMethod() == Method.SHARED_TOKEN);
    }

    private Judgement judge(GuardedApp app, Policy policy, Guest guest) {
        Decision decision = Decision.of(policy, app.getId(), guest);
        String advice = switch (decision) {
            case ALLOWED -> "";
            case UNKNOWN -> "Sign in first.";
            case FORBIDDEN -> advice(app, policy);
        };
        return new Judgement(decision, Optional.of(app.getId()), guest.visitorOf(app.getId()), advice);
    }

    private static Guest holder(GuardedApp app) {
        UUID any = UUID.randomUUID();
        return new Guest(Optional.empty(), Optional.of(new TokenHolder(any, any, app.getId(), "")), false);
    }

    private User requireUser(String email) {
        String key = EmailAddress.key(email.strip());
        return users.list(key, null, 1).stream()
                .filter(user -> key.equals(EmailAddress.key(user.toPerson().label())))
                .filter(user -> !user.isDisabled())
                .findFirst()
                .orElseThrow(() -> new InvalidProblem(
                        "email", "Nobody with this address has signed in here, or they are disabled."));
    }

    private String advice(GuardedApp app, Policy policy) {
        String part = "This part of " + app.getName();
        return switch (policy.getAccess()) {
            case PUBLIC, SHARED_TOKEN -> part + " takes a token. Ask whoever gave you its address for one.";
            case SIGNED_IN -> part + " takes a person, and a token stands for nobody. Sign in with your account.";
            case ROLE -> roleAdvice(part, policy);
        };
    }

    private String roleAdvice(String part, Policy policy) {
        return policy.getOrganizationId()
                .flatMap(organizations::find)
                .map(organization -> part + " is for those who are "
                        + policy.getRole().map(Role::word).orElse("") + " or more in " + organization.getName()
                        + ". Ask one of its owners or admins.")
                .orElseGet(() -> part + " lets nobody in, as the organization"
                        + " that it is for is not there. Ask whoever runs this Gatehouse.");
    }

    private Visitor visitor(Person person) {
        List<Group> groups = memberships.findAllOf(person.id()).stream()
                .map(member -> group(member.getOrganization(), member.getRole()))
                .toList();
        return new Visitor(person.id().toString(), person.verifiedEmail().orElse(""), person.name(), groups);
    }

    /** What sees its organization is let in as somebody is who may only see it, whatever else its scopes permit. */
    private Visitor visitor(Program program) {
        UUID own = program.organizationId();
        List<Group> groups =
                Optional.of(own).filter(id -> program.permits(Permission.SEE)).flatMap(organizations::find).stream()
                        .map(organization -> group(organization, Role.VIEWER))
                        .toList();
        return new Visitor("api-key:" + program.id(), "", program.label(), groups);
    }

    private static Group group(Organization organization, Role role) {
        return new Group(organization.getId(), organization.getSlug(), role);
    }
}
