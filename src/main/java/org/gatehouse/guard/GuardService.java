package org.gatehouse.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Method;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Role;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.app.KnownApps;
import org.gatehouse.app.Policy;

/**
 * Decides for each request to an application whether it goes on. What it looks at is remembered until it changes: who was removed
 * is out at once, and who is known costs no query.
 */
@ApplicationScoped
public class GuardService {

    @Inject
    KnownApps apps;

    @Inject
    AppCookies cookies;

    @Inject
    Visitors visitors;

    @Inject
    GroupService groups;

    @Inject
    Caller caller;

    /**
     * What comes of a request to this host and path.
     *
     * @param request by which the proxy asks, with the cookies of the browser
     */
    @NeedsNoPermission("It decides who may.")
    public Judgement judge(String host, NormalPath path, HttpServletRequest request) {
        return apps.find(host, path.value())
                .map(app -> judge(app, app.policyAt(path.value()), guest(app, request)))
                .orElseGet(() -> nowhere(visitors.of(caller)));
    }

    /** What would come of a request of somebody who is not the caller. */
    Judgement judge(String host, NormalPath path, Guest guest) {
        return apps.find(host, path.value())
                .map(app -> judge(app, app.policyAt(path.value()), guest))
                .orElseGet(() -> nowhere(guest.visitor()));
    }

    private static Judgement nowhere(Optional<Visitor> visitor) {
        return new Judgement(
                Decision.FORBIDDEN,
                Optional.empty(),
                Optional.empty(),
                visitor,
                "No application is known at this address. Ask whoever runs this Gatehouse to add it.");
    }

    private Guest guest(GuardedApp app, HttpServletRequest request) {
        cookies.introduce(caller, app, request);
        return new Guest(
                visitors.of(caller),
                caller.findTokenHolder().or(() -> cookies.findToken(app, request)),
                caller.getMethod() == Method.SHARED_TOKEN);
    }

    private Judgement judge(GuardedApp app, Policy policy, Guest guest) {
        Decision decision = Decision.of(policy, app.getId(), guest);
        String advice = switch (decision) {
            case ALLOWED -> "";
            case UNKNOWN -> "Sign in first.";
            case FORBIDDEN -> advice(app, policy);
        };
        return new Judgement(
                decision, Optional.of(app), Optional.of(policy.getAccess()), guest.visitorOf(app.getId()), advice);
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
                .flatMap(groups::findName)
                .map(organization -> part + " is for those who are "
                        + policy.getRole().map(Role::word).orElse("") + " or more in " + organization
                        + ". Ask one of its owners or admins.")
                .orElseGet(() -> part + " lets nobody in, as the organization"
                        + " that it is for is not there. Ask whoever runs this Gatehouse.");
    }
}
