package org.gatehouse.admin;

import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.Membership;
import org.gatehouse.organization.MembershipRepository;
import org.gatehouse.organization.MembershipService;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.organization.OrganizationService;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;
import org.jspecify.annotations.Nullable;

/** The organizations of the instance, as its administrator handles them. */
@ApplicationScoped
@Transactional
public class AdminOrganizationService {

    /** Of users at several providers who share an address, as many as are looked at. */
    private static final int MOST_OF_ONE_ADDRESS = 10;

    @Inject
    OrganizationRepository organizations;

    @Inject
    OrganizationService organizationService;

    @Inject
    MembershipRepository memberships;

    @Inject
    MembershipService membershipService;

    @Inject
    UserRepository users;

    /**
     * A part of the organizations, by slug.
     *
     * @param prefix what the slug begins with; empty for any
     * @param ownerless only those none of whose owners can sign in
     * @param cursor where to go on, from {@link Slice}; null for the first part
     * @throws InvalidProblem if the cursor is none
     */
    @RequiresAdministrator
    public Slice<AdminOrganization> list(String prefix, boolean ownerless, @Nullable String cursor, int limit) {
        String after = cursor == null || cursor.isEmpty()
                ? ""
                : Paging.parts(cursor, 1).get(0);
        List<Organization> found =
                organizations.list(Paging.prefix(prefix).toLowerCase(Locale.ROOT), after, ownerless, limit + 1);
        return Slice.of(view(found), limit, last -> Paging.cursor(last.slug()));
    }

    /** @throws NotFoundProblem if there is none */
    @RequiresAdministrator
    public AdminOrganization get(UUID id) {
        Organization organization =
                organizations.find(id).orElseThrow(() -> new NotFoundProblem("There is no such organization."));
        return view(List.of(organization)).get(0);
    }

    /**
     * Gives an organization whose owners are gone or disabled an owner.
     *
     * @throws InvalidProblem if there is no such user
     * @throws ConflictProblem if it has an owner
     */
    @RequiresAdministrator
    public AdminOrganization giveOwner(UUID id, UUID userId) {
        User user = users.find(userId)
                .filter(found -> !found.isDisabled())
                .orElseThrow(() -> new InvalidProblem("user_id", "Name a user who can sign in."));
        membershipService.giveOwner(id, user);
        return get(id);
    }

    /**
     * The same by the user's address, for which the provider vouches.
     *
     * @throws InvalidProblem if nobody who can sign in has it, or several have
     */
    @RequiresAdministrator
    public void giveOwner(UUID id, String email) {
        String key = EmailAddress.key(Paging.prefix(email));
        List<User> named = users.list(key, null, MOST_OF_ONE_ADDRESS).stream()
                .filter(user -> user.getEmailKey().equals(key) && user.isEmailVerified() && !user.isDisabled())
                .toList();
        if (key.isEmpty() || named.isEmpty()) {
            throw new InvalidProblem("email", "Nobody who can sign in has this address, verified by the provider.");
        }
        if (named.size() > 1) {
            throw new InvalidProblem("email", "Several users have this address. Name one by id, through the API.");
        }
        membershipService.giveOwner(id, named.get(0));
    }

    @RequiresAdministrator
    public void delete(UUID id) {
        organizationService.deleteAsAdministrator(id);
    }

    private List<AdminOrganization> view(List<Organization> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Membership>> owners =
                memberships.findOwners(found.stream().map(Organization::getId).toList()).stream()
                        .collect(groupingBy(owner -> owner.getOrganization().getId()));
        return found.stream()
                .map(organization ->
                        AdminOrganization.of(organization, owners.getOrDefault(organization.getId(), List.of())))
                .toList();
    }
}
