package org.gatehouse.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;

@ApplicationScoped
@Transactional
public class UserService {

    @Inject
    UserRepository users;

    @Inject
    Settings settings;

    @Inject
    AuditLog audit;

    @Inject
    Event<ProfileChange> changes;

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
        return take(admit(identity), user -> user.refresh(identity, clock.instant()));
    }

    /**
     * Takes over what an access token says of its user, in the same way. The user is known from then on.
     *
     * @throws ForbiddenProblem if the user is disabled
     */
    @NeedsNoPermission("The provider vouches for the identity.")
    public User recognize(Identity identity) {
        return take(admit(identity), user -> user.update(identity));
    }

    /** The user of this id, who may be disabled; empty if there is none. */
    @NeedsNoPermission("Who asks has verified a credential that says the id.")
    public Optional<User> find(UUID id) {
        return users.find(id);
    }

    private User admit(Identity identity) {
        settings.previousIssuer()
                .filter(previous -> isProviders(identity))
                .ifPresent(previous -> moveHere(previous, identity));
        User user = users.findLocked(identity.issuer(), identity.subject()).orElseGet(() -> add(identity));
        user.requireEnabled();
        return user;
    }

    private User add(Identity identity) {
        boolean added = users.addIfAbsent(identity, clock.instant());
        User user = users.findLocked(identity.issuer(), identity.subject()).orElseThrow();
        if (added) {
            audit.recordBy(user.toPerson(), null, Action.USER_CREATED, user.getName(), null);
        }
        return user;
    }

    private User take(User user, Consumer<User> what) {
        Person before = user.toPerson();
        what.accept(user);
        if (!user.toPerson().equals(before)) {
            changes.fire(new ProfileChange(user));
        }
        return user;
    }

    /** Only the provider that people move to takes them over, no other way in. */
    private boolean isProviders(Identity identity) {
        return settings.openIdClient()
                .map(OpenIdClient::issuer)
                .filter(identity.issuer()::equals)
                .isPresent();
    }

    /**
     * Makes the one user who had this verified address at the previous issuer the user of this identity. An identity that
     * is known already, or an address that two have, moves nobody.
     */
    private void moveHere(String previousIssuer, Identity identity) {
        if (!identity.emailVerified() || users.exists(identity.issuer(), identity.subject())) {
            return;
        }
        List<User> known =
                users.lockVerified(previousIssuer, EmailAddress.key(Objects.requireNonNull(identity.email())));
        if (known.size() == 1) {
            User user = known.get(0);
            String before = user.getIssuer() + " " + user.getSubject();
            user.moveTo(identity);
            audit.recordBy(user.toPerson(), null, Action.USER_MOVED, user.getName(), before);
        }
    }
}
