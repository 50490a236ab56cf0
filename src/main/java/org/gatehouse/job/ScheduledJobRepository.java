package org.gatehouse.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class ScheduledJobRepository {

    @PersistenceContext
    EntityManager em;

    /**
     * Takes a job that is due, or that nobody has ever done. Of all that try only one does.
     *
     * @param until when it counts as given up
     * @return whether it was taken
     */
    public boolean take(String name, String node, Instant now, Instant until) {
        return takeDue(name, node, now, until) || add(name, node, now, until);
    }

    /** All jobs that were ever taken, those next that are due next. */
    public List<ScheduledJob> findAll() {
        return em.createQuery("select j from ScheduledJob j order by j.dueAt, j.name", ScheduledJob.class)
                .getResultList();
    }

    /** The job, kept from other transactions until this one ends. */
    public Optional<ScheduledJob> lock(String name) {
        return Optional.ofNullable(em.find(ScheduledJob.class, name, LockModeType.PESSIMISTIC_WRITE));
    }

    private boolean takeDue(String name, String node, Instant now, Instant until) {
        return em.createNativeQuery("""
                                update scheduled_job set node = ?2, started_at = ?3, finished_at = null, due_at = ?4
                                where name = ?1 and due_at <= ?3""")
                        .setParameter(1, name)
                        .setParameter(2, node)
                        .setParameter(3, Timestamp.from(now))
                        .setParameter(4, Timestamp.from(until))
                        .executeUpdate()
                == 1;
    }

    private boolean add(String name, String node, Instant now, Instant until) {
        return em.createNativeQuery("""
                                insert into scheduled_job (name, node, started_at, due_at) values (?1, ?2, ?3, ?4)
                                on conflict do nothing""")
                        .setParameter(1, name)
                        .setParameter(2, node)
                        .setParameter(3, Timestamp.from(now))
                        .setParameter(4, Timestamp.from(until))
                        .executeUpdate()
                == 1;
    }
}
