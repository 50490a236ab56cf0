package org.gatehouse.app;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * An application as the API tells it.
 *
 * @param host null for our own
 * @param declared whether it stands in the file, and is changed there only
 */
@JsonbNillable
public record ListedApp(
        UUID id,
        String name,
        @Nullable String host,
        String path,
        String access,
        @Nullable UUID orgId,
        @Nullable String role,
        List<ListedRule> rules,
        @Nullable UUID handedTo,
        boolean declared,
        Instant createdAt) {

    static ListedApp of(GuardedAppView app) {
        return new ListedApp(
                app.id(),
                app.name(),
                app.host(),
                app.path(),
                app.policy().getAccess().word(),
                app.policy().getOrganizationId().orElse(null),
                app.policy().getRole().map(Role::word).orElse(null),
                app.rules().stream().map(ListedRule::of).toList(),
                app.handedTo(),
                app.declared(),
                app.createdAt());
    }

    @JsonbNillable
    public record ListedRule(
            String path,
            String access,
            @Nullable UUID orgId,
            @Nullable String role) {

        static ListedRule of(PathRule rule) {
            return new ListedRule(
                    rule.path(),
                    rule.policy().getAccess().word(),
                    rule.policy().getOrganizationId().orElse(null),
                    rule.policy().getRole().map(Role::word).orElse(null));
        }
    }
}
