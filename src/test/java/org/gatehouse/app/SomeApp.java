package org.gatehouse.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Applications and policies that stand in no database. */
public final class SomeApp {
    public static final UUID ACME = UUID.fromString("7b3a1e0c-2f4d-4c5e-9a6b-0d1e2f3a4b5c");

    private SomeApp() {}

    /** @param address {@code sales.example.com/} or, on our own host, {@code /sales} */
    public static AppTerms terms(String address, Policy policy, PathRule... rules) {
        var slash = address.indexOf('/');
        return new AppTerms(
                "Sales",
                AppAddress.of(address.substring(0, slash), address.substring(slash)),
                policy,
                List.of(rules),
                null);
    }

    public static GuardedApp at(String address, Policy policy, PathRule... rules) {
        return GuardedApp.made(terms(address, policy, rules), Instant.parse("2026-05-03T10:00:00Z"));
    }

    /** @param words {@code public}, {@code signed_in}, or {@code editor} for a role in {@link #ACME} */
    public static Policy policy(String words) {
        return List.of("viewer", "editor", "admin", "owner").contains(words)
                ? Policy.of("role", Optional.of(ACME), Optional.of(words))
                : Policy.of(words, Optional.empty(), Optional.empty());
    }

    /** For a role in an organization that is gone. */
    public static Policy orphaned(String role) {
        return policy(role).orphaned();
    }

    public static PathRule rule(String path, String words) {
        return PathRule.of(path, policy(words));
    }
}
