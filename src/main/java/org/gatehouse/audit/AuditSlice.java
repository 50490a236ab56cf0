package org.gatehouse.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an organization's audit, the latest first.
 *
 * @param next cursor of the part behind, null at the end
 */
public record AuditSlice(List<AuditEntry> entries, @Nullable String next) {}
