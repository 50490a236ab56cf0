package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.invitation.AcceptanceService;
import org.gatehouse.organization.OrganizationService;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.session.UserSession;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.user.Identity;
import org.gatehouse.user.User;
import org.gatehouse.user.UserService;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
public class SignInService {

    @Inject
    UserService users;

    @Inject
    AcceptanceService invitations;

    @Inject
    OrganizationService organizations;

    @Inject
    UserSessionService sessions;

    /**
     * Everything a sign-in changes, or nothing of it.
     *
     * @param idToken what the provider issued; null where another way in vouches for the identity
     * @param presentSessions the session tokens that the browser has already
     * @throws ForbiddenProblem if the user is disabled
     */
    @NeedsNoPermission("The provider vouches for the identity.")
    public UserSession signIn(Identity identity, @Nullable String idToken, List<String> presentSessions) {
        return sessions.open(welcome(users.signIn(identity)), idToken, presentSessions);
    }

    /** The same for somebody who brings an access token instead of a browser: all but the session. */
    @NeedsNoPermission("The provider vouches for the identity.")
    public User recognize(Identity identity) {
        return welcome(users.recognize(identity));
    }

    private User welcome(User user) {
        invitations.claim(user);
        organizations.ensurePersonal(user);
        return user;
    }
}
