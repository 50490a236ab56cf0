package org.gatehouse.admin;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.organization.Membership;
import org.gatehouse.organization.Organization;
import org.jspecify.annotations.Nullable;

/** An organization as the instance administrator sees it. */
public record AdminOrganization(UUID id, String slug, String name, Instant createdAt, List<Owner> owners) {

    static AdminOrganization of(Organization organization, List<Membership> owners) {
        return new AdminOrganization(
                organization.getId(),
                organization.getSlug(),
                organization.getName(),
                organization.getCreatedAt(),
                owners.stream().map(Owner::of).toList());
    }

    @JsonbNillable
    public record Owner(UUID userId, String name, @Nullable String email) {

        static Owner of(Membership membership) {
            return new Owner(
                    membership.getUserId(),
                    membership.getName(),
                    membership.getEmail().orElse(null));
        }
    }
}
