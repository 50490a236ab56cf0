package org.gatehouse.mirror;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;
import org.gatehouse.user.Identity;
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;

/**
 * Makes an organization that exists in Keycloak one of ours, with its members. No transaction waits for Keycloak; who repeats it goes
 * on where it ended, and takes over who has joined there since.
 */
@ApplicationScoped
public class Adoption {

    private static final Pattern ID = Pattern.compile("[\\w-]{1,36}");
    /** Keycloak looks up much for each member: five hundred took it longer than a call may take. */
    private static final int PAGE = 100;

    private static final int MOST_LISTED = 100;

    @Inject
    KeycloakOrganizations there;

    @Inject
    AdoptionService here;

    @Inject
    MirrorSwitch mirror;

    @Inject
    Settings settings;

    /** Keycloak's organizations that are none of ours; the first hundred. */
    @RequiresAdministrator
    public List<Adoptable> list() {
        mirror.requireOn();
        List<Adoptable> found = new ArrayList<>();
        List<OrganizationRepresentation> page;
        int first = 0;
        do {
            page = there.list(first, PAGE);
            Set<String> known = here.known(
                    page.stream().map(OrganizationRepresentation::getId).toList());
            page.stream()
                    .filter(organization -> !known.contains(organization.getId()))
                    .map(Adoptable::of)
                    .forEach(found::add);
            first += PAGE;
        } while (page.size() == PAGE && found.size() < MOST_LISTED);
        return found.stream().limit(MOST_LISTED).toList();
    }

    /**
     * @param ownerId who is to own it; else the caller does
     * @throws NotFoundProblem if Keycloak has no such organization
     */
    @RequiresAdministrator
    public Adopted adopt(String keycloakId, Optional<UUID> ownerId) {
        mirror.requireOn();
        OrganizationRepresentation organization = Optional.of(keycloakId)
                .filter(id -> ID.matcher(id).matches())
                .flatMap(there::find)
                .orElseThrow(() -> new NotFoundProblem("Keycloak has no such organization."));
        UUID id = here.begin(keycloakId, organization.getName(), organization.getAlias(), ownerId);
        there.mark(organization, id);
        String issuer = settings.openIdClient().map(OpenIdClient::issuer).orElseThrow();
        int joined = Stream.iterate(0, first -> first + PAGE)
                .map(first -> there.members(keycloakId, first, PAGE))
                .takeWhile(page -> !page.isEmpty())
                .mapToInt(page -> here.join(
                        id,
                        page.stream().map(member -> identity(issuer, member)).collect(Collectors.toList())))
                .sum();
        return new Adopted(id, organization.getName(), joined);
    }

    private static Identity identity(String issuer, MemberRepresentation member) {
        String name = Stream.of(member.getFirstName(), member.getLastName())
                .flatMap(part -> Optional.ofNullable(part).stream())
                .collect(Collectors.joining(" "));
        return new Identity(
                issuer,
                member.getId(),
                member.getEmail(),
                Boolean.TRUE.equals(member.isEmailVerified()),
                name.isBlank() ? member.getUsername() : name,
                false);
    }

    /** An organization of Keycloak that could be ours. */
    public record Adoptable(String id, String name, String alias) {

        static Adoptable of(OrganizationRepresentation organization) {
            return new Adoptable(organization.getId(), organization.getName(), organization.getAlias());
        }
    }

    /** @param joined how many became members */
    public record Adopted(UUID id, String name, int joined) {}
}
