package org.gatehouse.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/** Shows those who run an organization what was done in it. */
@ApplicationScoped
@Transactional
public class AuditService {

    @Inject
    AuditRepository events;

    /**
     * A part of the audit, the latest first.
     *
     * @param cursor where to go on, from {@link Slice}; null for the latest
     * @throws InvalidProblem if the cursor is none
     */
    @RequiresPermission(Permission.READ_AUDIT)
    public Slice<AuditEntry> list(UUID organizationId, @Nullable String cursor, int limit) {
        List<AuditEvent> found = find(organizationId, cursor, limit + 1);
        List<AuditEntry> entries =
                found.stream().limit(limit).map(AuditEntry::of).toList();
        if (found.size() <= limit) {
            return new Slice<>(entries, null);
        }
        AuditEntry last = entries.get(limit - 1);
        return new Slice<>(
                entries, Paging.cursor(last.id().toString(), last.at().toString()));
    }

    private List<AuditEvent> find(UUID organizationId, @Nullable String cursor, int limit) {
        if (cursor == null || cursor.isEmpty()) {
            return events.findLatest(organizationId, limit);
        }
        List<String> place = Paging.parts(cursor, 2);
        return events.findBefore(organizationId, Paging.time(place.get(1)), Paging.id(place.get(0)), limit);
    }
}
