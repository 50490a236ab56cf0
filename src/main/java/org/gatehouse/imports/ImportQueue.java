package org.gatehouse.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.imports.BatchRepository.Batch;
import org.gatehouse.invitation.InvitationRepository;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.settings.Settings;

/**
 * The imports that are not finished, worked off in batches. A batch is a transaction, and what became of its rows stands
 * in them: whoever dies in the middle of one has done nothing, and whoever comes next goes on behind the last.
 */
@ApplicationScoped
@Transactional
public class ImportQueue {

    private static final int BATCH = 500;
    private static final Duration KEPT = Duration.ofDays(30);

    @Inject
    ImportRepository imports;

    @Inject
    BatchRepository batches;

    @Inject
    OrganizationRepository organizations;

    @Inject
    InvitationRepository invitations;

    @Inject
    Importers importers;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** How many imports of the instance are not finished. */
    @NeedsNoPermission("A number, for those who look after the instance.")
    public long length() {
        return imports.countUnfinished();
    }

    /** Takes an import that nobody works on. */
    @NeedsNoPermission("The application\'s own work.")
    public Optional<UUID> take() {
        Optional<Import> due = imports.lockDue(clock.instant());
        due.ifPresent(taken -> taken.lease(clock.instant()));
        return due.map(Import::getId);
    }

    /**
     * Works off the next batch. It holds the organization, as everybody does who invites, so that whom it finds neither
     * member nor invited is so until it ends.
     *
     * @return whether there was one
     */
    @NeedsNoPermission("The application\'s own work; what the importer may do is asked anew for each batch.")
    public boolean advance(UUID id) {
        return imports.find(id).map(this::advance).orElse(false);
    }

    /** Imports are forgotten some time after they ended; the audit remembers whom they invited. */
    @NeedsNoPermission("The application\'s own work.")
    public void removeOld() {
        imports.removeFinishedBefore(clock.instant().minus(KEPT));
    }

    private boolean advance(Import running) {
        organizations.lock(running.getOrganizationId());
        Optional<Batch> batch = batches.findNext(running, BATCH);
        batch.ifPresent(next -> workOff(next, importers.find(running)));
        running.progress(batches.count(running));
        if (batch.isPresent()) {
            running.lease(clock.instant());
        } else {
            running.finish(clock.instant());
        }
        return batch.isPresent();
    }

    private void workOff(Batch batch, Optional<Importer> importer) {
        batches.forbidOthers(batch, importer.map(Importer::assignable).orElse(List.of()));
        importer.ifPresent(inviting -> invite(batch, inviting));
    }

    private void invite(Batch batch, Importer importer) {
        Instant now = clock.instant();
        batches.passMembers(batch);
        int most = settings.maxPendingInvitations();
        long room = most - invitations.countOpen(batch.organizationId(), most);
        if (room < BATCH) {
            batches.limit(batch, room);
        }
        batches.revokeExpired(batch, now);
        batches.invite(batch, importer, now, now.plus(settings.invitationLifetime()));
    }
}
