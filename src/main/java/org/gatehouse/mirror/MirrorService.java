package org.gatehouse.mirror;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.mirror.MirrorRepository.Known;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;

/** The mirror as the instance administrator looks after it. */
@ApplicationScoped
@Transactional
public class MirrorService {

    private static final int MOST_SHOWN = 100;

    @Inject
    MirrorRepository mirror;

    @Inject
    OrganizationRepository organizations;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @RequiresAdministrator
    public MirrorState state() {
        MirrorLag lag = mirror.lag();
        return new MirrorState(
                settings.mirrorsOrganizations(),
                mirror.countMirrored(),
                lag.waiting(),
                lag.since(),
                mirror.findUnsettled(MOST_SHOWN).stream().map(this::line).toList());
    }

    /** Organizations as they should be in Keycloak, by slug. */
    @RequiresAdministrator
    public List<Expected> expected(String afterSlug, int limit) {
        return organizations.list("", afterSlug, false, limit).stream()
                .map(organization -> new Expected(
                        organization.getSlug(),
                        new KeycloakNames(organization.getId(), organization.getName(), organization.getSlug()),
                        mirror.find(organization.getId()).flatMap(MirroredOrganization::getKeycloakId),
                        mirror.findAllMembers(organization.getId(), issuer())))
                .toList();
    }

    /** Organizations that should not be in Keycloak any more. */
    @RequiresAdministrator
    public List<MirroredOrganization> deleted() {
        return mirror.findDeleted(MOST_SHOWN);
    }

    /** Has them seen to at once, also where that failed before. */
    @RequiresAdministrator
    public void repair(List<Difference> differences) {
        Instant now = clock.instant();
        differences.stream()
                .collect(groupingBy(
                        Difference::organizationId, mapping(d -> Optional.ofNullable(d.subject()), toList())))
                .forEach((organization, subjects) -> {
                    if (subjects.contains(Optional.empty())) {
                        mirror.noteOrganization(organization, now);
                    }
                    mirror.noteMembers(
                            organization,
                            subjects.stream().flatMap(Optional::stream).toList(),
                            now);
                    mirror.find(organization).ifPresent(known -> known.retry(now));
                });
    }

    private MirrorState.Line line(MirroredOrganization mirrored) {
        Optional<Organization> organization = organizations.find(mirrored.getOrganizationId());
        return new MirrorState.Line(
                mirrored.getOrganizationId(),
                organization.map(Organization::getName).or(mirrored::getName).orElse(""),
                organization.isEmpty(),
                mirrored.getKeycloakId().orElse(null),
                mirror.countChanges(mirrored.getOrganizationId()),
                mirrored.getAttempts(),
                mirrored.getNextAttemptAt(),
                mirrored.getLastError().orElse(null),
                mirrored.getMirroredAt().orElse(null),
                mirror.findKept(mirrored.getOrganizationId()));
    }

    private String issuer() {
        return settings.openIdClient().map(OpenIdClient::issuer).orElseThrow();
    }

    /** An organization of ours, and whom of the realm belongs to it. */
    public record Expected(String slug, KeycloakNames names, Optional<String> keycloakId, List<Known> members) {}
}
