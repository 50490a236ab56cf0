package org.gatehouse.system;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.gatehouse.audit.AuditService;
import org.gatehouse.guard.AssertionKeyService;
import org.gatehouse.idempotency.IdempotencyService;
import org.gatehouse.imports.ImportWorker;
import org.gatehouse.invitation.InvitationDelivery;
import org.gatehouse.keycloak.DepartedUsers;
import org.gatehouse.keycloak.InvitedAccounts;
import org.gatehouse.keycloak.KeycloakLogout;
import org.gatehouse.mirror.MirrorWorker;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.signin.BackchannelLogoutService;

/**
 * What happens by itself, and when. Every node does it; whoever comes first to a piece of work does that one. Nothing
 * here waits for the rest, as a singleton's methods would by themselves: mails may take long.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Schedule {

    @Inject
    InvitationDelivery deliveries;

    @Inject
    ImportWorker imports;

    @Inject
    MirrorWorker mirror;

    @Inject
    QueueGauges queues;

    @Inject
    UserSessionService sessions;

    @Inject
    BackchannelLogoutService logouts;

    @Inject
    KeycloakLogout keycloakLogout;

    @Inject
    InvitedAccounts invitedAccounts;

    @Inject
    DepartedUsers departedUsers;

    @Inject
    AuditService audit;

    @Inject
    AssertionKeyService assertionKeys;

    @Inject
    IdempotencyService idempotentRequests;

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void deliverInvitations() {
        boolean more = true;
        while (more) {
            more = deliveries.deliverNext();
        }
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void endSessionsAtKeycloak() {
        boolean more = true;
        while (more) {
            more = keycloakLogout.endNext();
        }
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void lookAfterInvitedAccounts() {
        boolean more = true;
        while (more) {
            more = invitedAccounts.workNext();
        }
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
    void endSessionsOfDepartedUsers() {
        departedUsers.endTheirSessions();
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void runImports() {
        boolean more = true;
        while (more) {
            more = imports.runNext();
        }
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void mirrorOrganizations() {
        boolean more = true;
        while (more) {
            more = mirror.mirrorNext();
        }
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void lookAtQueues() {
        queues.look();
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "17", persistent = false)
    void removeOldImports() {
        imports.removeOld();
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "7", persistent = false)
    void removeOldSessions() {
        sessions.removeOld();
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "7", persistent = false)
    void forgetLogoutTokens() {
        logouts.forgetOldTokens();
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "37", persistent = false)
    void removeOldAssertionKeys() {
        assertionKeys.removeOld();
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "27", persistent = false)
    void forgetIdempotentRequests() {
        idempotentRequests.removeOld();
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "17", persistent = false)
    void removeOldAuditEvents() {
        audit.removeOld();
    }
}
