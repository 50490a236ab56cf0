package org.gatehouse.organization;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Role;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.settings.Settings;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/**
 * Lets memberships follow the provider. Each has one master: what the provider's roles made follows them, what was made here
 * is never touched.
 */
@ApplicationScoped
@Transactional
public class ProviderRoleService {

    private static final Logger LOG = Logger.getLogger(ProviderRoleService.class.getName());

    @Inject
    Settings settings;

    @Inject
    MembershipRepository memberships;

    @Inject
    OrganizationRepository organizations;

    @Inject
    OwnershipTransferRepository transfers;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /**
     * Brings a user's managed memberships in line. One that is not given any more ends, unless the organization would be left
     * without an owner: then it stays until there is another. Organizations that are not there give nothing.
     *
     * @param given the roles, by the slugs of the organizations
     */
    @NeedsNoPermission("The provider says so, whom whoever runs Gatehouse has trusted with it.")
    public void follow(User user, Map<String, Role> given) {
        Set<String> differing = findDiffering(memberships.findStandings(user.getId()), given);
        if (!differing.isEmpty()) {
            organizations.findIdsBySlug(differing).forEach(id -> bringInLine(user, id, given));
        }
    }

    /** Tells in the log which organizations of {@code ROLE_MAPPING} are not there. */
    @NeedsNoPermission("Whoever starts Gatehouse has written the setting.")
    public void tellUnknownOrganizations() {
        settings.roleMapping().stream()
                .flatMap(mapping -> mapping.organizations().stream())
                .filter(slug -> organizations.findBySlug(slug).isEmpty())
                .forEach(slug -> LOG.warning(() -> "ROLE_MAPPING names the organization " + slug
                        + ", which is not there: until an administrator founds it, its lines give nothing."));
    }

    private static Set<String> findDiffering(List<Standing> standings, Map<String, Role> given) {
        Set<String> slugs = new HashSet<>(given.keySet());
        slugs.removeAll(standings.stream().map(Standing::slug).collect(toSet()));
        standings.stream()
                .filter(standing -> standing.managed() && given.get(standing.slug()) != standing.role())
                .map(Standing::slug)
                .forEach(slugs::add);
        return slugs;
    }

    private void bringInLine(User user, UUID id, Map<String, Role> given) {
        Organization organization = organizations.lock(id);
        @Nullable Role role = given.get(organization.getSlug());
        memberships
                .findOf(user.getId(), id)
                .ifPresentOrElse(
                        membership -> bringInLine(membership, role), () -> addIfGiven(organization, user, role));
    }

    private void addIfGiven(Organization organization, User user, @Nullable Role role) {
        if (role != null) {
            Membership membership = Membership.managed(organization, user, role, clock.instant());
            memberships.add(membership);
            record(membership, Action.MEMBER_ADDED_BY_PROVIDER, role.word());
        }
    }

    private void bringInLine(Membership membership, @Nullable Role role) {
        if (!membership.isManaged() || membership.getRole() == role) {
            return;
        }
        if (membership.isOwner()) {
            if (!memberships.hasOtherOwner(membership)) {
                return;
            }
            transfers.removeOfferedBy(membership);
        }
        String before = membership.getRole().word();
        if (role == null) {
            record(membership, Action.MEMBER_REMOVED_BY_PROVIDER, before);
            memberships.remove(membership);
        } else {
            membership.follow(role);
            record(membership, Action.ROLE_CHANGED_BY_PROVIDER, before + " to " + role.word());
        }
    }

    private void record(Membership membership, Action action, String detail) {
        audit.recordBy(null, membership.getOrganization().getId(), action, membership.label(), detail);
    }
}
