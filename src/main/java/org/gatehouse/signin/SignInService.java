package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Role;
import org.gatehouse.invitation.AcceptanceService;
import org.gatehouse.invitation.InvitationRepository;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.MembershipRepository;
import org.gatehouse.organization.OrganizationService;
import org.gatehouse.organization.ProviderRoleService;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.session.UserSession;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.user.Identity;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;
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
    ProviderRoleService providerRoles;

    @Inject
    OrganizationService organizations;

    @Inject
    UserSessionService sessions;

    @Inject
    UserRepository userRepository;

    @Inject
    MembershipRepository memberships;

    @Inject
    InvitationRepository invitationRepository;

    /**
     * Everything a sign-in changes, or nothing of it.
     *
     * @param roles what the provider gives in organizations, by their slugs; null where it has no say in it
     * @param idToken what the provider issued; null where another way in vouches for the identity
     * @param presentSessions the session tokens that the browser has already
     * @throws ForbiddenProblem if the user is disabled
     */
    @NeedsNoPermission("The provider vouches for the identity.")
    public UserSession signIn(
            Identity identity,
            @Nullable Map<String, Role> roles,
            @Nullable String idToken,
            List<String> presentSessions) {
        return sessions.open(welcome(users.signIn(identity), roles), idToken, presentSessions);
    }

    /**
     * The same for somebody who brings an access token instead of a browser: all but the session, and without the provider's
     * roles, of which a token may say less than it knows.
     */
    @NeedsNoPermission("The provider vouches for the identity.")
    public User recognize(Identity identity) {
        return welcome(users.recognize(identity), null);
    }

    /**
     * The user whom {@link #recognize} would find and leave as they are, as with nearly every access token: told without a
     * transaction, and without keeping others from the user's row.
     */
    @Transactional(TxType.SUPPORTS)
    @NeedsNoPermission("The provider vouches for the identity.")
    public Optional<User> findSettled(Identity identity) {
        return userRepository
                .find(identity.issuer(), identity.subject())
                .filter(user -> !user.isDisabled()
                        && user.isAs(identity)
                        && memberships.hasAny(user.getId())
                        && user.getVerifiedEmail()
                                .map(EmailAddress::key)
                                .filter(invitationRepository::hasOpen)
                                .isEmpty());
    }

    private User welcome(User user, @Nullable Map<String, Role> roles) {
        invitations.claim(user);
        if (roles != null) {
            providerRoles.follow(user, roles);
        }
        organizations.ensurePersonal(user);
        return user;
    }
}
