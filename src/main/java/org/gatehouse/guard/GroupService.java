package org.gatehouse.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Role;
import org.gatehouse.guard.Visitor.Group;
import org.gatehouse.organization.MembershipRepository;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;

/** Which roles somebody has, as applications are told. */
@ApplicationScoped
@Transactional
public class GroupService {

    private static final String DECISION = "It is looked at to decide who may.";

    @Inject
    OrganizationRepository organizations;

    @Inject
    MembershipRepository memberships;

    /** A user's roles. */
    @NeedsNoPermission(DECISION)
    public List<Group> findOfUser(UUID userId) {
        return memberships.findAllOf(userId).stream()
                .map(member -> group(member.getOrganization(), member.getRole()))
                .toList();
    }

    /** A viewer's role in an organization; none where that is gone. */
    @NeedsNoPermission(DECISION)
    public List<Group> findOfViewer(UUID organizationId) {
        return organizations.find(organizationId).stream()
                .map(organization -> group(organization, Role.VIEWER))
                .toList();
    }

    /** What an organization is called; empty where it is gone. */
    @NeedsNoPermission(DECISION)
    public Optional<String> findName(UUID organizationId) {
        return organizations.find(organizationId).map(Organization::getName);
    }

    private static Group group(Organization organization, Role role) {
        return new Group(organization.getId(), organization.getSlug(), role);
    }
}
