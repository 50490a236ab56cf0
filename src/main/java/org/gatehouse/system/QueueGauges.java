package org.gatehouse.system;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.imports.ImportQueue;
import org.gatehouse.invitation.DeliveryQueue;
import org.gatehouse.invitation.DeliveryQueue.Length;
import org.gatehouse.metrics.Metrics;

/** How much work waits, as it was when this was last looked at: who asks for the metrics asks the database nothing. */
@ApplicationScoped
public class QueueGauges {

    @Inject
    Metrics metrics;

    @Inject
    DeliveryQueue deliveries;

    @Inject
    ImportQueue imports;

    private volatile Length mails = new Length(0, 0, 0);
    private volatile long importsWaiting;

    @PostConstruct
    void begin() {
        metrics.gauge("gatehouse_mails_waiting", "Invitations whose mail is not sent yet", () -> mails.waiting());
        metrics.gauge(
                "gatehouse_mails_overdue_seconds", "How long the oldest mail is due", () -> mails.overdueSeconds());
        metrics.gauge("gatehouse_mails_failed", "Open invitations whose mail was refused", () -> mails.failed());
        metrics.gauge("gatehouse_imports_waiting", "Imports that are not finished", () -> importsWaiting);
    }

    public void look() {
        mails = deliveries.length();
        importsWaiting = imports.length();
    }
}
