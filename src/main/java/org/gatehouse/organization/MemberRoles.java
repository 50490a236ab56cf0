package org.gatehouse.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.access.Roles;

/** Roles, as the memberships say. */
@ApplicationScoped
public class MemberRoles implements Roles {

    @Inject
    MembershipRepository memberships;

    @Inject
    OrganizationRepository organizations;

    @Override
    public Optional<Role> findRole(UUID userId, UUID organizationId) {
        return memberships.findRole(userId, organizationId);
    }

    @Override
    public boolean organizationExists(UUID organizationId) {
        return organizations.exists(organizationId);
    }
}
