package org.gatehouse.system;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.audit.AuditService;
import org.gatehouse.guard.AssertionKeyService;
import org.gatehouse.idempotency.IdempotencyService;
import org.gatehouse.imports.ImportWorker;
import org.gatehouse.invitation.InvitationDelivery;
import org.gatehouse.job.ScheduledJobService;
import org.gatehouse.keycloak.DepartedUsers;
import org.gatehouse.keycloak.InvitedAccounts;
import org.gatehouse.keycloak.KeycloakLogout;
import org.gatehouse.mirror.MirrorWorker;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.signin.BackchannelLogoutService;

/**
 * What happens by itself, and when. Queues are worked off by every node: whoever comes first to a piece of work does that one.
 * A job is done by one of them. Nothing here waits for the rest, as a singleton's methods would by themselves: mails may take long;
 * and nothing throws, as the container cancels a timer that fails twice.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Schedule {

    private static final Logger LOG = Logger.getLogger(Schedule.class.getName());
    private static final Duration HOURLY = Duration.ofHours(1);

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

    @Inject
    ScheduledJobService jobs;

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void deliverInvitations() {
        workOff("Delivering invitations", deliveries::deliverNext);
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void endSessionsAtKeycloak() {
        workOff("Ending sessions at Keycloak", keycloakLogout::endNext);
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void lookAfterInvitedAccounts() {
        workOff("Looking after the accounts of the invited", invitedAccounts::workNext);
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
    void endSessionsOfDepartedUsers() {
        look("Looking for departed users", departedUsers::endTheirSessions);
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void runImports() {
        workOff("Importing", imports::runNext);
    }

    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void mirrorOrganizations() {
        workOff("Mirroring organizations", mirror::mirrorNext);
    }

    /** Every node does: it tells its own figures. */
    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void lookAtQueues() {
        look("Looking at the queues", queues::look);
    }

    /** A job has a text {@code job.<name>} for the page that shows when it was done. */
    @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void doJobs() {
        doOnce("old-sessions", HOURLY, sessions::removeOld);
        doOnce("old-logout-tokens", HOURLY, logouts::forgetOldTokens);
        doOnce("old-imports", HOURLY, imports::removeOld);
        doOnce("old-audit-events", HOURLY, audit::removeOld);
        doOnce("old-idempotent-requests", HOURLY, idempotentRequests::removeOld);
        doOnce("old-assertion-keys", HOURLY, assertionKeys::removeOld);
    }

    /** Once in the cluster; what fails is tried again after an hour. */
    private void doOnce(String name, Duration every, Runnable work) {
        try {
            if (jobs.take(name)) {
                work.run();
                jobs.finish(name, every);
            }
        } catch (RuntimeException notNow) {
            LOG.log(Level.WARNING, "Job " + name + " failed, it is tried again within an hour", notNow);
        }
    }

    private static void look(String what, Runnable once) {
        workOff(what, () -> {
            once.run();
            return false;
        });
    }

    private static void workOff(String what, BooleanSupplier next) {
        try {
            boolean more = true;
            while (more) {
                more = next.getAsBoolean();
            }
        } catch (RuntimeException notNow) {
            LOG.log(Level.WARNING, what + " failed, it goes on in a moment: " + notNow);
        }
    }
}
