package org.gatehouse.app;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application as those see it who may change it.
 *
 * @param host null for our own
 * @param declared whether it stands in the file, and is changed there only
 */
public record GuardedAppView(
        UUID id,
        String name,
        @Nullable String host,
        String path,
        Policy policy,
        List<PathRule> rules,
        @Nullable UUID handedTo,
        boolean declared,
        Instant createdAt) {

    static GuardedAppView of(GuardedApp app) {
        return new GuardedAppView(
                app.getId(),
                app.getName(),
                app.getHost().orElse(null),
                app.getPath(),
                app.getPolicy(),
                app.getRules(),
                app.getHandedTo(),
                app.isDeclared(),
                app.getCreatedAt());
    }

    /** Host and path; the path alone on our own host. */
    public String address() {
        return (host == null ? "" : host) + path;
    }
}
