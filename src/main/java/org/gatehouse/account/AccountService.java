package org.gatehouse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.gatehouse.access.Caller;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.account.AccountExport.HeldMembership;
import org.gatehouse.account.AccountExport.HeldSession;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.audit.AuditRepository;
import org.gatehouse.invitation.AcceptanceService;
import org.gatehouse.invitation.InvitationResource.Invited;
import org.gatehouse.organization.Departure;
import org.gatehouse.organization.LastOwnerProblem;
import org.gatehouse.organization.MembershipRepository;
import org.gatehouse.organization.MembershipService;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.session.UserSessionRepository;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;

/** What a user may see and do about their own account. */
@ApplicationScoped
@Transactional
public class AccountService {

    private static final String OWN = "Only the caller's own.";

    @Inject
    UserRepository users;

    @Inject
    MembershipService membershipService;

    @Inject
    MembershipRepository memberships;

    @Inject
    AcceptanceService acceptances;

    @Inject
    UserSessionRepository sessions;

    @Inject
    AuditRepository events;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @NeedsNoPermission(OWN)
    public Account get() {
        return Account.of(user());
    }

    /**
     * Changes what the user is called here.
     *
     * @param name empty for what the provider calls them; absent to leave it
     * @throws InvalidProblem if it cannot be taken
     */
    @NeedsNoPermission(OWN)
    public Account change(Optional<String> name) {
        User user = users.lock(caller.getUserId()).orElseThrow();
        String before = user.getName();
        name.ifPresent(user::choose);
        if (!user.getName().equals(before)) {
            membershipService.refreshCopies(user);
            audit.record(null, Action.USER_RENAMED, user.label(), before + " to " + user.getName());
        }
        return Account.of(user);
    }

    @NeedsNoPermission(OWN)
    public AccountExport export() {
        User user = user();
        return new AccountExport(
                clock.instant(),
                Account.of(user),
                memberships.findAllOf(user.getId()).stream()
                        .map(HeldMembership::of)
                        .toList(),
                acceptances.mine().stream().map(Invited::of).toList(),
                sessions.findAllOf(user.getId()).stream().map(HeldSession::of).toList(),
                events.findAbout(user.getId(), user.label()).stream()
                        .map(AuditEntry::of)
                        .toList());
    }

    /** What becomes of the user's organizations when the account is deleted, those first that stand in the way. */
    @NeedsNoPermission(OWN)
    public List<Departure> departures() {
        return membershipService.departures();
    }

    /**
     * Deletes the account with its sessions and memberships, and the organizations to which nobody else belongs. The
     * provider's account stays: who signs in again begins anew.
     *
     * @throws LastOwnerProblem naming the organizations that would be left without an owner
     */
    @NeedsNoPermission(OWN)
    public void delete() {
        User user = users.lock(caller.getUserId()).orElseThrow();
        membershipService.leaveAll();
        audit.record(null, Action.USER_DELETED, user.label(), null);
        users.remove(user);
    }

    private User user() {
        return users.find(caller.getUserId()).orElseThrow();
    }
}
