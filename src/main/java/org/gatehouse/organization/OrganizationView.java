package org.gatehouse.organization;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.access.Role;

/** An organization as one of its members sees it. */
public record OrganizationView(UUID id, String name, String slug, Role role, Instant createdAt) {

    static OrganizationView of(Membership membership) {
        Organization organization = membership.getOrganization();
        return new OrganizationView(
                organization.getId(),
                organization.getName(),
                organization.getSlug(),
                membership.getRole(),
                organization.getCreatedAt());
    }
}
