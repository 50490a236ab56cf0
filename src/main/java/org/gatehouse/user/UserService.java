package org.gatehouse.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;

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
     * Takes over what the provider says of somebody, and holds the user's row until the transaction ends, so that
     * sign-ins of one person follow each other.
     */
    @NeedsNoPermission("The provider vouches for the identity.")
    public User signIn(Identity identity) {
        Instant now = clock.instant();
        boolean added = users.addIfAbsent(identity, now);
        User user = users.lock(identity.issuer(), identity.subject());
        user.refresh(identity, now);
        if (added) {
            audit.record(user.toPerson(), null, Action.USER_CREATED, user.getName(), null);
        }
        return user;
    }
}
