package org.gatehouse.mirror;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.access.Role;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.organization.OrganizationService;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.Identity;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;

/** What is written here when an organization of Keycloak becomes one of ours; each call is a transaction, and may be repeated. */
@ApplicationScoped
@Transactional
public class AdoptionService {

    @Inject
    MirrorRepository mirror;

    @Inject
    AdoptionRepository adoptions;

    @Inject
    OrganizationRepository organizations;

    @Inject
    OrganizationService organizationService;

    @Inject
    UserRepository users;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** Which of Keycloak's organizations are ours already. */
    @RequiresAdministrator
    public Set<String> known(List<String> keycloakIds) {
        return mirror.findMapped(keycloakIds);
    }

    /**
     * Founds the organization, or finds it where it was begun before.
     *
     * @param alias what its slug is made from
     * @param ownerId empty for the caller
     * @throws InvalidProblem if there is nobody to own it
     * @throws ConflictProblem if it was one of ours and is about to be deleted there
     */
    @RequiresAdministrator
    public UUID begin(String keycloakId, String name, String alias, Optional<UUID> ownerId) {
        Optional<UUID> begun = mirror.findByKeycloakId(keycloakId).map(MirroredOrganization::getOrganizationId);
        if (begun.isPresent()) {
            return begun.filter(organizations::exists)
                    .orElseThrow(() -> new ConflictProblem(
                            "organization-deleted", name + " was deleted here and is kept in Keycloak."));
        }
        Instant now = clock.instant();
        User owner = ownerId.or(() -> caller.findPerson().map(Person::id))
                .flatMap(users::find)
                .filter(found -> !found.isDisabled())
                .orElseThrow(() -> new InvalidProblem("owner_id", "Name a user who can sign in, to own it."));
        Organization organization = organizationService.foundFor(owner, name, alias);
        mirror.know(organization.getId(), now);
        mirror.find(organization.getId()).orElseThrow().map(keycloakId, name);
        audit.record(organization.getId(), Action.ORGANIZATION_ADOPTED, organization.getSlug(), keycloakId);
        return organization.getId();
    }

    /**
     * Makes people members, as viewers; who is known already by issuer and subject is the same person.
     *
     * @return how many were not members before
     */
    @RequiresAdministrator
    public int join(UUID organizationId, List<Identity> people) {
        if (people.isEmpty()) {
            return 0;
        }
        organizations.lock(organizationId);
        Instant now = clock.instant();
        adoptions.addUsers(people, now);
        List<User> known = adoptions.findUsers(
                people.get(0).issuer(), people.stream().map(Identity::subject).toList());
        known.forEach(user -> user.change().tell());
        return adoptions.addMembers(organizationId, known, Role.VIEWER, now);
    }
}
