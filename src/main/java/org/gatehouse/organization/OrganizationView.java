package org.gatehouse.organization;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.access.Role;

/** An organization as somebody with a role there sees it. */
public record OrganizationView(UUID id, String name, String slug, Role role, Instant createdAt) {

    static OrganizationView of(Membership membership) {
        return of(membership.getOrganization(), membership.getRole());
    }

    static OrganizationView of(Organization organization, Role role) {
        return new OrganizationView(
                organization.getId(),
                organization.getName(),
                organization.getSlug(),
                role,
                organization.getCreatedAt());
    }
}
