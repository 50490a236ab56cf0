package org.gatehouse.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.RequiresAdministrator;

/**
 * Hands each job to one node of the cluster: the database decides which. A node that dies leaves its job to the next one that
 * asks an hour later, so a job has to bear being begun again.
 */
@ApplicationScoped
@Transactional
public class ScheduledJobService {

    private static final String OWN_WORK = "The application's own work.";
    private static final String NODE = node();

    @Inject
    ScheduledJobRepository jobs;

    @Inject
    Clock clock;

    /** @return whether this node has to do it now, and then to say that it is {@link #finish finished} */
    @NeedsNoPermission(OWN_WORK)
    public boolean take(String name) {
        Instant now = clock.instant();
        return jobs.take(name, NODE, now, now.plus(ScheduledJob.LONGEST_WORK));
    }

    /** @param every how long after it was begun it is due again */
    @NeedsNoPermission(OWN_WORK)
    public void finish(String name, Duration every) {
        jobs.lock(name).filter(job -> job.isTakenBy(NODE)).ifPresent(job -> job.finish(clock.instant(), every));
    }

    @RequiresAdministrator
    public List<JobView> list() {
        return jobs.findAll().stream().map(JobView::of).toList();
    }

    private static String node() {
        long process = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + "/" + process;
        } catch (UnknownHostException nameless) {
            return "process " + process;
        }
    }
}
