package org.gatehouse.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.jspecify.annotations.Nullable;

/** Writes down who did what, in the transaction that does it. */
@ApplicationScoped
public class AuditLog {

    @Inject
    AuditRepository events;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /**
     * The caller did this.
     *
     * @param subject whom or what it was done to, in words that outlive them: an address, a slug
     */
    public void record(@Nullable UUID organizationId, Action action, String subject, @Nullable String detail) {
        UUID actorId = caller.findPerson().map(Person::id).orElse(null);
        events.add(
                new AuditEvent(organizationId, actorId, caller.getLabel(), action, subject, detail, clock.instant()));
    }

    /** Somebody did this who is not the caller yet, because they are only signing in, or who needs no account. */
    public void recordBy(
            @Nullable Person actor,
            @Nullable UUID organizationId,
            Action action,
            String subject,
            @Nullable String detail) {
        UUID actorId = actor == null ? null : actor.id();
        String label = actor == null ? null : actor.label();
        events.add(new AuditEvent(organizationId, actorId, label, action, subject, detail, clock.instant()));
    }
}
