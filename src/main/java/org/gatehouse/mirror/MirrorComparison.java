package org.gatehouse.mirror;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.mirror.Difference.Kind;
import org.gatehouse.mirror.MirrorRepository.Known;
import org.gatehouse.mirror.MirrorService.Expected;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.representations.idm.OrganizationRepresentation;

/** Compares a part of the organizations with Keycloak's, which takes a call or two for each. */
@ApplicationScoped
public class MirrorComparison {

    private static final int ORGANIZATIONS = 50;
    /** Keycloak looks up much for each member: five hundred took it longer than a call may take. */
    private static final int PAGE = 100;

    @Inject
    MirrorService here;

    @Inject
    KeycloakOrganizations there;

    @Inject
    MirrorSwitch mirror;

    /**
     * What differs in the next fifty organizations by slug, and behind the last in those that are deleted.
     *
     * @param cursor where to go on, from {@link Slice}; null to begin
     */
    @RequiresAdministrator
    public Slice<Difference> compare(@Nullable String cursor) {
        mirror.requireOn();
        String after = cursor == null || cursor.isEmpty()
                ? ""
                : Paging.parts(cursor, 1).get(0);
        List<Expected> expected = here.expected(after, ORGANIZATIONS + 1);
        boolean more = expected.size() > ORGANIZATIONS;
        List<Difference> differences = new ArrayList<>();
        expected.stream().limit(ORGANIZATIONS).forEach(each -> compare(each, differences));
        if (!more) {
            here.deleted().forEach(gone -> compareDeleted(gone, differences));
        }
        return new Slice<>(
                differences,
                more ? Paging.cursor(expected.get(ORGANIZATIONS - 1).slug()) : null);
    }

    /**
     * Compares the same part again, and has what differs made as it is here.
     *
     * @return what differed
     */
    @RequiresAdministrator
    public List<Difference> repair(@Nullable String cursor) {
        List<Difference> differences = compare(cursor).rows();
        here.repair(differences);
        return differences;
    }

    private void compare(Expected expected, List<Difference> differences) {
        UUID id = expected.names().id();
        String name = expected.names().name();
        Optional<OrganizationRepresentation> found =
                expected.keycloakId().flatMap(there::find).or(() -> there.findMadeFor(id));
        if (found.isEmpty()) {
            differences.add(Difference.of(id, name, Kind.CREATE));
            return;
        }
        if (!expected.names().include(found.get().getName())) {
            differences.add(Difference.of(id, name, Kind.RENAME));
        }
        Map<String, MemberRepresentation> members = members(found.get().getId());
        expected.members().stream()
                .filter(member -> !members.containsKey(member.subject()) && there.hasAccount(member.subject()))
                .forEach(missing -> differences.add(Difference.of(id, name, Kind.ADD_MEMBER, missing)));
        Set<String> belonging = expected.members().stream().map(Known::subject).collect(Collectors.toSet());
        members.values().stream()
                .filter(member -> !belonging.contains(member.getId()))
                .forEach(extra -> differences.add(Difference.of(
                        id,
                        name,
                        extra.getMembershipType() == MembershipType.UNMANAGED ? Kind.REMOVE_MEMBER : Kind.KEEP_MEMBER,
                        Known.of(extra))));
    }

    private void compareDeleted(MirroredOrganization gone, List<Difference> differences) {
        gone.getKeycloakId().flatMap(there::find).ifPresent(left -> {
            boolean kept = !there.managedMembers(left.getId(), 1).isEmpty();
            differences.add(Difference.of(gone.getOrganizationId(), left.getName(), kept ? Kind.KEEP : Kind.DELETE));
        });
    }

    private Map<String, MemberRepresentation> members(String keycloakId) {
        List<MemberRepresentation> all = new ArrayList<>();
        List<MemberRepresentation> page;
        do {
            page = there.members(keycloakId, all.size(), PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all.stream().collect(toMap(MemberRepresentation::getId, identity(), (one, same) -> one));
    }
}
