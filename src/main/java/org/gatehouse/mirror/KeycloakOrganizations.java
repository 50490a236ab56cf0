package org.gatehouse.mirror;

import static org.gatehouse.keycloak.ManagementRole.MANAGE_ORGANIZATIONS;
import static org.gatehouse.keycloak.ManagementRole.MANAGE_USERS;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.keycloak.KeycloakRealm;
import org.gatehouse.keycloak.ManagementRole;
import org.gatehouse.problem.ConflictProblem;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.OrganizationMembersResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.representations.idm.OrganizationRepresentation;

/** Keycloak Organizations, as far as Gatehouse needs them. */
@ApplicationScoped
public class KeycloakOrganizations {

    /** The attribute of Keycloak's organization that says which one of ours it is. */
    static final String GATEHOUSE_ID = "gatehouse_id";

    private static final String PURPOSE = "read and write organizations";

    /** No such account, or a member already. */
    private static final Set<Integer> NOT_TO_ADD = Set.of(400, 404, 409);

    @Inject
    KeycloakRealm keycloak;

    public Optional<OrganizationRepresentation> find(String id) {
        return askIfThere(
                MANAGE_ORGANIZATIONS, realm -> realm.organizations().get(id).toRepresentation());
    }

    /** The one that we made, or adopted, for this organization of ours; asked for as a whole, as a list does not tell all. */
    public Optional<OrganizationRepresentation> findMadeFor(UUID organizationId) {
        return ask(
                        MANAGE_ORGANIZATIONS,
                        realm -> realm.organizations().searchByAttribute(GATEHOUSE_ID + ":" + organizationId, 0, 1))
                .stream()
                .findFirst()
                .flatMap(listed -> find(listed.getId()));
    }

    public List<OrganizationRepresentation> list(int first, int most) {
        return ask(MANAGE_ORGANIZATIONS, realm -> realm.organizations().list(first, most));
    }

    /** @return the new one; empty where the name or the alias is taken */
    public Optional<OrganizationRepresentation> create(UUID organizationId, String name, String alias) {
        OrganizationRepresentation made = new OrganizationRepresentation();
        made.setName(name);
        made.setAlias(alias);
        made.setEnabled(true);
        made.setAttributes(Map.of(GATEHOUSE_ID, List.of(organizationId.toString())));
        return unlessTaken(realm -> realm.organizations().create(made))
                .map(CreatedResponseUtil::getCreatedId)
                .map(id -> {
                    made.setId(id);
                    return made;
                });
    }

    /** @return whether the name was free */
    public boolean rename(OrganizationRepresentation organization, String name) {
        organization.setName(name);
        return unlessTaken(realm -> update(realm, organization)).isPresent();
    }

    /** Writes into Keycloak's organization which one of ours it is. */
    public void mark(OrganizationRepresentation organization, UUID organizationId) {
        Map<String, List<String>> attributes =
                new HashMap<>(Optional.ofNullable(organization.getAttributes()).orElse(Map.of()));
        attributes.put(GATEHOUSE_ID, List.of(organizationId.toString()));
        organization.setAttributes(attributes);
        var unused = ask(MANAGE_ORGANIZATIONS, realm -> update(realm, organization));
    }

    public void delete(String id) {
        var unused = askIfThere(
                MANAGE_ORGANIZATIONS, realm -> realm.organizations().get(id).delete());
    }

    public List<MemberRepresentation> members(String id, int first, int most) {
        return ask(MANAGE_USERS, realm -> members(realm, id).list(first, most));
    }

    /** Those whose account Keycloak would delete with the membership; who is not told to be unmanaged counts as one of them. */
    public List<MemberRepresentation> managedMembers(String id, int most) {
        return ask(MANAGE_USERS, realm -> members(realm, id).search(null, null, MembershipType.MANAGED, 0, most, true))
                .stream()
                .filter(member -> member.getMembershipType() != MembershipType.UNMANAGED)
                .toList();
    }

    /** Whether Keycloak knows the user at all. */
    public boolean hasAccount(String subject) {
        return askIfThere(MANAGE_USERS, realm -> realm.users().get(subject).toRepresentation())
                .isPresent();
    }

    public Optional<MemberRepresentation> member(String id, String subject) {
        return askIfThere(
                MANAGE_USERS, realm -> members(realm, id).member(subject).toRepresentation());
    }

    /** Does nothing where they are a member already, or have no account there any more. */
    public void add(String id, String subject) {
        try {
            var unused = keycloak.ask(
                    MANAGE_USERS, PURPOSE, realm -> members(realm, id).addMember(subject));
        } catch (ClientErrorException nothingToDo) {
            if (!NOT_TO_ADD.contains(nothingToDo.getResponse().getStatus())) {
                throw nothingToDo;
            }
        }
    }

    public void remove(String id, String subject) {
        var unused = askIfThere(
                MANAGE_USERS, realm -> members(realm, id).member(subject).delete());
    }

    private static OrganizationMembersResource members(RealmResource realm, String id) {
        return realm.organizations().get(id).members();
    }

    private static Response update(RealmResource realm, OrganizationRepresentation organization) {
        return realm.organizations().get(organization.getId()).update(organization);
    }

    /** @throws ConflictProblem if the realm has no Organizations: then nothing of theirs is found */
    private <T> T ask(ManagementRole needed, Function<RealmResource, T> question) {
        return askIfThere(needed, question)
                .orElseThrow(() -> new ConflictProblem(
                        "organizations-off",
                        "Keycloak's realm has Organizations switched off. Switch them on in its Realm settings."));
    }

    private <T> Optional<T> askIfThere(ManagementRole needed, Function<RealmResource, T> question) {
        try {
            return Optional.of(keycloak.ask(needed, PURPOSE, question));
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> unlessTaken(Function<RealmResource, T> change) {
        try {
            return Optional.of(ask(MANAGE_ORGANIZATIONS, change));
        } catch (ClientErrorException refused) {
            if (refused.getResponse().getStatus() == 409) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
