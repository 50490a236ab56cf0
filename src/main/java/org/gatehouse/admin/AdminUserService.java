package org.gatehouse.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.MembershipService;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.session.SessionView;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;
import org.gatehouse.user.UserRepository.Place;
import org.jspecify.annotations.Nullable;

/** The users of the instance, as its administrator handles them. */
@ApplicationScoped
@Transactional
public class AdminUserService {

    @Inject
    UserRepository users;

    @Inject
    MembershipService memberships;

    @Inject
    UserSessionService sessions;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /**
     * A part of the users, by address.
     *
     * @param prefix what the address begins with, in any letter case; empty for any
     * @param cursor where to go on, from {@link Slice}; null for the first part
     * @throws InvalidProblem if the cursor is none
     */
    @RequiresAdministrator
    public Slice<AdminUser> list(String prefix, @Nullable String cursor, int limit) {
        List<User> found = users.list(EmailAddress.key(Paging.prefix(prefix)), place(cursor), limit + 1);
        return Slice.of(
                found.stream().map(AdminUser::of).toList(),
                limit,
                last -> Paging.cursor(
                        last.id().toString(), EmailAddress.key(last.email() == null ? "" : last.email())));
    }

    /** @throws NotFoundProblem if there is none */
    @RequiresAdministrator
    public AdminUser get(UUID id) {
        return AdminUser.of(find(id));
    }

    /**
     * Keeps a user out, whose sessions end at once, or lets them in again.
     *
     * @throws ConflictProblem if it is the administrator's own account
     */
    @RequiresAdministrator
    public AdminUser setDisabled(UUID id, boolean disabled) {
        User user = lockOther(id);
        if (user.isDisabled() == disabled) {
            return AdminUser.of(user);
        }
        if (disabled) {
            user.disable(clock.instant());
            sessions.endAllOf(id);
        } else {
            user.enable();
        }
        audit.record(null, disabled ? Action.USER_DISABLED : Action.USER_ENABLED, user.label(), null);
        return AdminUser.of(user);
    }

    /** Where a user is signed in, the newest session first. */
    @RequiresAdministrator
    public List<SessionView> sessions(UUID id) {
        return sessions.listOf(find(id).getId());
    }

    /**
     * Ends one session of a user.
     *
     * @throws NotFoundProblem if it is none of theirs, or not live any more
     */
    @RequiresAdministrator
    public void endSession(UUID id, UUID sessionId) {
        User user = find(id);
        sessions.endOf(id, sessionId);
        audit.record(null, Action.SESSION_ENDED, user.label(), sessionId.toString());
    }

    /** Signs a user out everywhere. */
    @RequiresAdministrator
    public void endSessions(UUID id) {
        User user = find(id);
        sessions.endAllOf(id);
        audit.record(null, Action.USER_SIGNED_OUT, user.label(), null);
    }

    /**
     * Deletes a user with their sessions and memberships, and the organizations to which nobody else belongs. Others may
     * be left without an owner.
     *
     * @throws ConflictProblem if it is the administrator's own account
     */
    @RequiresAdministrator
    public void delete(UUID id) {
        User user = lockOther(id);
        sessions.endAllOf(id);
        memberships.removeEverywhere(id);
        audit.record(null, Action.USER_DELETED, user.label(), null);
        users.remove(user);
    }

    private User find(UUID id) {
        return users.find(id).orElseThrow(AdminUserService::noSuchUser);
    }

    private User lockOther(UUID id) {
        if (caller.findPerson().map(Person::id).filter(id::equals).isPresent()) {
            throw new ConflictProblem("own-account", "This is your own account. Another administrator can do this.");
        }
        return users.lock(id).orElseThrow(AdminUserService::noSuchUser);
    }

    private static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        List<String> parts = Paging.parts(cursor, 2);
        return new Place(parts.get(1), Paging.id(parts.get(0)));
    }

    private static NotFoundProblem noSuchUser() {
        return new NotFoundProblem("There is no such user.");
    }
}
