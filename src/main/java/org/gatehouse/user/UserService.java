package org.gatehouse.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.problem.ForbiddenProblem;

@ApplicationScoped
@Transactional
public class UserService {

    @Inject
    UserRepository users;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /**
     * Takes over what the provider says of somebody who signs in, and holds the user's row until the transaction ends,
     * so that sign-ins of one person follow each other.
     *
     * @throws ForbiddenProblem if the user is disabled
     */
    @NeedsNoPermission("The provider vouches for the identity.")
    public User signIn(Identity identity) {
        User user = admit(identity);
        user.refresh(identity, clock.instant());
        return user;
    }

    /**
     * Takes over what an access token says of its user, in the same way. The user is known from then on.
     *
     * @throws ForbiddenProblem if the user is disabled
     */
    @NeedsNoPermission("The provider vouches for the identity.")
    public User recognize(Identity identity) {
        User user = admit(identity);
        user.update(identity);
        return user;
    }

    /** The user of this id, who may be disabled; empty if there is none. */
    @NeedsNoPermission("Who asks has verified a credential that says the id.")
    public Optional<User> find(UUID id) {
        return users.find(id);
    }

    private User admit(Identity identity) {
        boolean added = users.addIfAbsent(identity, clock.instant());
        User user = users.lock(identity.issuer(), identity.subject());
        user.requireEnabled();
        if (added) {
            audit.recordBy(user.toPerson(), null, Action.USER_CREATED, user.getName(), null);
        }
        return user;
    }
}
