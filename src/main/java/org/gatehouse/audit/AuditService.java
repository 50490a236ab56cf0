package org.gatehouse.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Shows those who run an organization what was done in it. */
@ApplicationScoped
@Transactional
public class AuditService {

    @Inject
    AuditRepository events;

    @Inject
    AuditLog log;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * A part of the audit, the latest first.
     *
     * @param cursor where to go on, from {@link Slice}; null for the latest
     * @throws InvalidProblem if the cursor is none
     */
    @RequiresPermission(Permission.READ_AUDIT)
    public Slice<AuditEntry> list(UUID organizationId, @Nullable String cursor, int limit) {
        List<AuditEvent> found = find(organizationId, cursor, limit + 1);
        return Slice.of(
                found.stream().map(AuditEntry::of).toList(),
                limit,
                last -> Paging.cursor(last.id().toString(), last.at().toString()));
    }

    /** Removes events older than {@code AUDIT_RETENTION}, and says so in an event of its own. */
    @NeedsNoPermission("Housekeeping.")
    public void removeOld() {
        Instant then = clock.instant().minus(settings.auditRetention());
        int removed = events.removeBefore(then);
        if (removed > 0) {
            log.recordBy(null, null, Action.AUDIT_REMOVED, "events before " + then, String.valueOf(removed));
        }
    }

    private List<AuditEvent> find(UUID organizationId, @Nullable String cursor, int limit) {
        if (cursor == null || cursor.isEmpty()) {
            return events.findLatest(organizationId, limit);
        }
        List<String> place = Paging.parts(cursor, 2);
        return events.findBefore(organizationId, Paging.time(place.get(1)), Paging.id(place.get(0)), limit);
    }
}
