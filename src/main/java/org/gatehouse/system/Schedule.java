package org.gatehouse.system;

import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.gatehouse.audit.AuditService;
import org.gatehouse.idempotency.IdempotencyService;
import org.gatehouse.invitation.InvitationDelivery;
import org.gatehouse.session.UserSessionService;

/** What happens by itself, and when. Every node does it; whoever comes first to a piece of work does that one. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class Schedule {

    @Inject
    InvitationDelivery deliveries;

    @Inject
    UserSessionService sessions;

    @Inject
    AuditService audit;

    @Inject
    IdempotencyService idempotentRequests;

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void deliverInvitations() {
        boolean more = true;
        while (more) {
            more = deliveries.deliverNext();
        }
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "7", persistent = false)
    void removeOldSessions() {
        sessions.removeOld();
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
