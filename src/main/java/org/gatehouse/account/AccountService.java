package org.gatehouse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
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
import org.gatehouse.organization.LastOwnerProblem;
import org.gatehouse.organization.MembershipRepository;
import org.gatehouse.organization.MembershipService;
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
