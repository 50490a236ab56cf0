package org.gatehouse.mirror;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.keycloak.KeycloakUnavailableProblem;
import org.gatehouse.mirror.MirrorQueue.LostLeaseException;
import org.gatehouse.mirror.MirrorRepository.Known;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.settings.Settings;
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.representations.idm.OrganizationRepresentation;

/**
 * Makes Keycloak's organizations what ours are, one after the other. No transaction waits for Keycloak. All of it may be done twice:
 *
 * <pre>
 * take    ──> which organization, which members, and how they stand now
 * find    ──> Keycloak's organization: the one we know, the one marked with our id, or a new one     made
 *             ours is deleted: delete it, unless Keycloak would delete accounts with it             forget
 * rename  ──> if it is called otherwise
 * members ──> add who belongs here, remove who does not, keep whose account would go with it
 *                                                                                                 done
 * </pre>
 */
@ApplicationScoped
public class MirrorWorker {

    private static final Logger LOG = Logger.getLogger(MirrorWorker.class.getName());

    private static final int MOST_KEPT = 20;

    @Inject
    MirrorQueue queue;

    @Inject
    KeycloakOrganizations there;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Keycloak has asked to be left alone until then. */
    private volatile Instant quietUntil = Instant.MIN;

    /**
     * Takes some changes of one organization to Keycloak.
     *
     * @return whether to go on with the next: there was one, and Keycloak answered
     */
    public boolean mirrorNext() {
        return settings.mirrorsOrganizations()
                && !clock.instant().isBefore(quietUntil)
                && queue.take().map(this::mirror).orElse(false);
    }

    private boolean mirror(MirrorWork work) {
        try {
            if (work.name().isEmpty()) {
                delete(work);
            } else {
                adjust(work);
            }
            return true;
        } catch (LostLeaseException takenOver) {
            return true;
        } catch (KeycloakUnavailableProblem notNow) {
            quietUntil = clock.instant().plus(notNow.retryAfter());
            fail(work, notNow, notNow.retryAfter());
            return false;
        } catch (RuntimeException refused) {
            fail(work, refused, Duration.ZERO);
            return true;
        }
    }

    private void adjust(MirrorWork work) {
        OrganizationRepresentation organization = find(work).orElseGet(() -> make(work));
        String id = organization.getId();
        if (!work.keycloakId().equals(Optional.of(id))) {
            queue.made(work, id, organization.getName());
        }
        rename(work, organization);
        List<Known> kept = new ArrayList<>();
        for (String subject : work.subjects()) {
            queue.renew(work);
            if (work.members().contains(subject)) {
                there.add(id, subject);
            } else {
                there.member(id, subject).ifPresent(leaving -> removeOrKeep(id, leaving, kept));
            }
        }
        queue.done(work, kept);
    }

    private void removeOrKeep(String id, MemberRepresentation leaving, List<Known> kept) {
        if (leaving.getMembershipType() == MembershipType.UNMANAGED) {
            there.remove(id, leaving.getId());
        } else {
            kept.add(Known.of(leaving));
        }
    }

    /** Organizations are asked for, not that one, where it is not there: without Organizations in the realm, none would be. */
    private Optional<OrganizationRepresentation> find(MirrorWork work) {
        return work.keycloakId().flatMap(there::find).or(() -> there.findMadeFor(work.organizationId()));
    }

    /** What is taken may be our own: Java's HTTP client repeats by itself what was not answered. */
    private OrganizationRepresentation make(MirrorWork work) {
        KeycloakNames names = work.names();
        return names.aliases().stream()
                .flatMap(alias -> names.names().stream()
                        .flatMap(name -> there
                                .create(work.organizationId(), name, alias)
                                .or(() -> there.findMadeFor(work.organizationId()))
                                .stream()))
                .findFirst()
                .orElseThrow(() -> nameTaken(work));
    }

    private void rename(MirrorWork work, OrganizationRepresentation organization) {
        KeycloakNames names = work.names();
        if (names.include(organization.getName())) {
            return;
        }
        String name = names.names().stream()
                .filter(candidate -> there.rename(organization, candidate))
                .findFirst()
                .orElseThrow(() -> nameTaken(work));
        queue.renamed(work, name);
    }

    private static ConflictProblem nameTaken(MirrorWork work) {
        return new ConflictProblem(
                "name-taken", "In Keycloak, others have every name or alias that " + work.slug() + " could have.");
    }

    /** With its managed members Keycloak would delete their accounts. */
    private void delete(MirrorWork work) {
        Optional<OrganizationRepresentation> organization = find(work);
        List<Known> managed = organization.stream()
                .flatMap(left -> there.managedMembers(left.getId(), MOST_KEPT).stream())
                .map(Known::of)
                .toList();
        if (managed.isEmpty()) {
            organization.map(OrganizationRepresentation::getId).ifPresent(there::delete);
            queue.forget(work);
        } else {
            queue.done(work, managed);
        }
    }

    private void fail(MirrorWork work, RuntimeException failure, Duration wait) {
        String error = Objects.requireNonNullElse(failure.getMessage(), "Keycloak does not take it.");
        LOG.log(Level.WARNING, "Organization {0} is not mirrored now, it is tried again: {1}", new Object[] {
            work.organizationId(), error
        });
        queue.postpone(work, error, wait);
    }
}
