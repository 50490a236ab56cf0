package org.gatehouse.mirror;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.mirror.MirrorRepository.Known;
import org.gatehouse.mirror.MirrorRepository.NotedChange;
import org.gatehouse.organization.JoinedByAddress;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationChange;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;

/**
 * What Keycloak does not have yet. A change is noted in the transaction that makes it, and says only where to look: whoever takes it
 * sees how things stand by then. Whoever takes an organization has it alone for a while; it is given back with what was done
 * removed, or with the time of the next attempt.
 */
@ApplicationScoped
@Transactional
public class MirrorQueue {

    private static final int BATCH = 50;
    private static final String OWN_WORK = "The application's own work.";

    @Inject
    MirrorRepository mirror;

    @Inject
    OrganizationRepository organizations;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    void note(@Observes OrganizationChange change) {
        if (settings.mirrorsOrganizations()) {
            UUID user = change.userId();
            if (user == null) {
                mirror.noteOrganization(change.organizationId(), clock.instant());
            } else {
                mirror.noteMember(change.organizationId(), user, issuer(), clock.instant());
            }
        }
    }

    void note(@Observes JoinedByAddress joined) {
        if (settings.mirrorsOrganizations()) {
            mirror.noteMemberEverywhere(joined.userId(), issuer(), clock.instant());
        }
    }

    /** Takes the organization that has waited longest, with some of its changes and how they stand now. */
    @NeedsNoPermission(OWN_WORK)
    public Optional<MirrorWork> take() {
        return mirror.lockDue(clock.instant()).map(taken -> {
            taken.lease(clock.instant());
            UUID id = taken.getOrganizationId();
            List<NotedChange> changes = mirror.changes(id, BATCH);
            List<String> subjects = changes.stream()
                    .map(NotedChange::subject)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            Set<String> members = mirror.findMembers(id, issuer(), subjects);
            Optional<Organization> organization = organizations.find(id);
            return new MirrorWork(
                    id,
                    organization.map(Organization::getName),
                    organization.map(Organization::getSlug).orElse(""),
                    taken.getKeycloakId(),
                    subjects,
                    members,
                    changes,
                    new MirrorWork.Lease(taken.getNextAttemptAt()));
        });
    }

    /**
     * Keeps the organization from others for longer.
     *
     * @throws LostLeaseException if it took so long that somebody else may have taken it
     */
    @NeedsNoPermission(OWN_WORK)
    public void renew(MirrorWork work) {
        if (work.lease().until().isBefore(clock.instant().plus(MirroredOrganization.LEASE.dividedBy(2)))) {
            MirroredOrganization taken = held(work).orElseThrow(LostLeaseException::new);
            taken.lease(clock.instant());
            work.lease().renew(taken.getNextAttemptAt());
        }
    }

    /** Keycloak has an organization for ours now, with none of its members yet. */
    @NeedsNoPermission(OWN_WORK)
    public void made(MirrorWork work, String keycloakId, String name) {
        held(work).orElseThrow(LostLeaseException::new).map(keycloakId, name);
        mirror.noteAllMembers(work.organizationId(), issuer(), clock.instant());
    }

    @NeedsNoPermission(OWN_WORK)
    public void renamed(MirrorWork work, String name) {
        held(work).ifPresent(taken -> taken.rename(name));
    }

    /** @param kept members of Keycloak's who stay there although they are none of ours any more */
    @NeedsNoPermission(OWN_WORK)
    public void done(MirrorWork work, Collection<Known> kept) {
        held(work).ifPresent(taken -> {
            mirror.remove(work.changes());
            mirror.keep(work.organizationId(), work.subjects(), kept);
            taken.succeed(clock.instant());
        });
    }

    /** The organization is gone, here and there. */
    @NeedsNoPermission(OWN_WORK)
    public void forget(MirrorWork work) {
        held(work).ifPresent(taken -> {
            mirror.remove(work.changes());
            if (mirror.hasChanges(work.organizationId())) {
                taken.succeed(clock.instant());
            } else {
                mirror.remove(taken);
            }
        });
    }

    /** @param atLeast how long Keycloak wants to be left alone */
    @NeedsNoPermission(OWN_WORK)
    public void postpone(MirrorWork work, String error, Duration atLeast) {
        held(work).ifPresent(taken -> taken.fail(error, atLeast, clock.instant()));
    }

    /** How far Keycloak is behind. */
    @NeedsNoPermission("Two numbers, for those who look after the instance.")
    public MirrorLag lag() {
        return mirror.lag();
    }

    /** Who came too late finds it in others' hands, who see to the same changes. */
    private Optional<MirroredOrganization> held(MirrorWork work) {
        return mirror.lock(work.organizationId())
                .filter(taken -> taken.isLeasedUntil(work.lease().until()));
    }

    private String issuer() {
        return settings.openIdClient().map(OpenIdClient::issuer).orElseThrow();
    }

    /** It took too long. */
    static final class LostLeaseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostLeaseException() {
            super("another node has taken it over", null, false, false);
        }
    }
}
