package org.gatehouse.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.page.Texts;

/** Says whom a policy lets in, the way people do: {@code editors of Acme and up}. */
@Named
@RequestScoped
public class PolicyWords {

    @Inject
    GuardedAppService apps;

    @Inject
    Texts texts;

    private final Map<UUID, String> names = new HashMap<>();

    public String of(Policy policy) {
        if (policy.getRole().isEmpty()) {
            return texts.of("apps.who." + policy.getAccess().word());
        }
        String role = policy.getRole().map(Role::word).orElseThrow();
        return policy.getOrganizationId()
                .map(id -> texts.of("apps.who.in." + role, name(id)))
                .orElseGet(() -> texts.of("apps.who.orphaned"));
    }

    private String name(UUID organizationId) {
        return names.computeIfAbsent(organizationId, apps::organizationName);
    }
}
