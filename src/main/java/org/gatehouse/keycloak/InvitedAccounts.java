package org.gatehouse.keycloak;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Logger;
import org.gatehouse.keycloak.AccountQueue.DueAccount;
import org.gatehouse.settings.Settings;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Makes accounts at Keycloak for invited addresses that have none, and deletes what it has made where nobody has used it before
 * the last invitation ended. No transaction waits for Keycloak, and no invitation waits for this.
 */
@ApplicationScoped
public class InvitedAccounts {

    private static final Logger LOG = Logger.getLogger(InvitedAccounts.class.getName());

    private static final List<String> ACTIONS = List.of("VERIFY_EMAIL", "UPDATE_PASSWORD");
    private static final int CONFLICT = 409;

    /** Keycloak's clock and ours may differ by that. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    @Inject
    AccountQueue queue;

    @Inject
    KeycloakRealm realm;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** @return whether to go on with the next: there was one, and Keycloak answered */
    public boolean workNext() {
        return realm.isConfigured() && queue.take().map(this::work).orElse(false);
    }

    private boolean work(DueAccount due) {
        try {
            due.invitedUntil().ifPresentOrElse(expiry -> offer(due, expiry), () -> withdraw(due));
            return true;
        } catch (NotFoundException deletedThere) {
            queue.forget(due);
            return true;
        } catch (RuntimeException failure) {
            LOG.warning(() -> "The account of an invited address is tried again: " + failure.getMessage());
            queue.postpone(due);
            return false;
        }
    }

    private void offer(DueAccount due, Instant expiry) {
        Optional<String> account = due.subject().or(() -> make(due));
        if (account.isEmpty() || isInUse(account.get())) {
            queue.forget(due);
            return;
        }
        if (due.mailDue()) {
            mail(due, account.get(), expiry);
        }
        queue.settle(due, expiry);
    }

    private void withdraw(DueAccount due) {
        due.subject()
                .or(() -> findMadeUnknown(due))
                .filter(subject -> !isInUse(subject))
                .ifPresent(subject -> realm.tell(
                        ManagementRole.MANAGE_USERS,
                        "delete an account",
                        it -> it.users().get(subject).remove()));
        queue.forget(due);
    }

    /** @return what Keycloak calls the account; empty where the address has one that is none of ours */
    private Optional<String> make(DueAccount due) {
        List<UserRepresentation> known = find(due.email());
        Optional<String> account = known.isEmpty() ? create(due) : findMadeUnknown(due);
        account.ifPresent(subject -> queue.made(due, subject));
        return account;
    }

    private Optional<String> create(DueAccount due) {
        queue.begin(due);
        UserRepresentation user = new UserRepresentation();
        user.setUsername(due.email());
        user.setEmail(due.email());
        user.setEmailVerified(false);
        user.setEnabled(true);
        user.setRequiredActions(ACTIONS);
        try {
            return Optional.of(CreatedResponseUtil.getCreatedId(realm.ask(
                    ManagementRole.MANAGE_USERS,
                    "make an account",
                    it -> it.users().create(user))));
        } catch (ClientErrorException refused) {
            if (refused.getResponse().getStatus() == CONFLICT) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** An account that was made by somebody of us who died before they could tell. */
    private Optional<String> findMadeUnknown(DueAccount due) {
        return due.begunAt()
                .flatMap(begun -> find(due.email()).stream()
                        .filter(user -> !user.isEmailVerified()
                                && user.getUsername().equalsIgnoreCase(due.email())
                                && user.getCreatedTimestamp()
                                        >= begun.minus(CLOCKS).toEpochMilli())
                        .map(UserRepresentation::getId)
                        .filter(subject -> !isInUse(subject))
                        .findFirst());
    }

    private List<UserRepresentation> find(String email) {
        return realm.ask(
                ManagementRole.MANAGE_USERS,
                "look for an account",
                it -> it.users().searchByEmail(email, true));
    }

    /** Whether somebody has a way to sign in with it, or has done so. */
    private boolean isInUse(String subject) {
        return queue.hasSignedIn(subject)
                || look(
                        subject,
                        user -> !user.credentials().isEmpty()
                                || !user.getFederatedIdentity().isEmpty()
                                || !user.getUserSessions().isEmpty());
    }

    private <T> T look(String subject, Function<UserResource, T> question) {
        Function<RealmResource, T> asked = it -> question.apply(it.users().get(subject));
        return realm.ask(ManagementRole.MANAGE_USERS, "look at an account", asked);
    }

    /** Keycloak's own mail, whose link ends, with the sign-in that claims the invitation, at the organization. */
    private void mail(DueAccount due, String subject, Instant expiry) {
        String end = settings.publicUrl().orElseThrow() + "/orgs/" + due.organizationId() + "/settings";
        int seconds = Math.toIntExact(Math.min(
                Integer.MAX_VALUE, Duration.between(clock.instant(), expiry).toSeconds()));
        realm.tell(
                ManagementRole.MANAGE_USERS,
                "send a mail about an account",
                it -> it.users().get(subject).executeActionsEmail(realm.account(), end, seconds, ACTIONS));
    }
}
