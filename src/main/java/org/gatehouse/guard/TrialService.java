package org.gatehouse.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.app.KnownApps;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;

/** Lets administrators try what the guard would decide. */
@ApplicationScoped
@Transactional
public class TrialService {

    private static final Guest NOBODY = new Guest(Optional.empty(), Optional.empty(), false);

    @Inject
    GuardService guard;

    @Inject
    KnownApps apps;

    @Inject
    Visitors visitors;

    @Inject
    UserRepository users;

    /**
     * What would come of somebody's request to this host and path.
     *
     * @param email whose, if it is a user's
     * @throws InvalidProblem if there is no such user, or they cannot sign in
     */
    @RequiresAdministrator
    public Judgement tryOut(String host, NormalPath path, Trier trier, String email) {
        Guest guest = switch (trier) {
            case NOBODY -> NOBODY;
            case USER -> user(email);
            case TOKEN ->
                apps.find(host, path.value()).map(TrialService::holder).orElse(NOBODY);
        };
        return guard.judge(host, path, guest);
    }

    private Guest user(String email) {
        String key = EmailAddress.key(email.strip());
        return users.list(key, null, 1).stream()
                .filter(user -> key.equals(EmailAddress.key(user.label())))
                .filter(user -> !user.isDisabled())
                .findFirst()
                .map(User::toPerson)
                .map(person -> new Guest(Optional.of(visitors.of(person)), Optional.empty(), false))
                .orElseThrow(() -> new InvalidProblem(
                        "email", "Nobody with this address has signed in here, or they are disabled."));
    }

    private static Guest holder(GuardedApp app) {
        UUID any = UUID.randomUUID();
        return new Guest(Optional.empty(), Optional.of(new TokenHolder(any, any, app.getId(), "", null)), false);
    }
}
