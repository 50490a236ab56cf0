package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.problem.UniqueViolation;

@ApplicationScoped
public class GuardedAppRepository {

    private static final String WITH_RULES = "select distinct a from GuardedApp a left join fetch a.rules";

    @PersistenceContext
    EntityManager em;

    public void add(GuardedApp app) {
        em.persist(app);
    }

    public Optional<GuardedApp> find(UUID id) {
        return Optional.ofNullable(em.find(GuardedApp.class, id));
    }

    /** The application, kept from other transactions until this one ends. */
    public Optional<GuardedApp> lock(UUID id) {
        return Optional.ofNullable(em.find(GuardedApp.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** All of them, by host and path. */
    public List<GuardedApp> findAll() {
        return em.createQuery(WITH_RULES + " order by a.host, a.path", GuardedApp.class)
                .getResultList();
    }

    /** @param host empty for our own */
    public List<GuardedApp> findAllAt(String host) {
        return em.createQuery(WITH_RULES + " where a.host = :host", GuardedApp.class)
                .setParameter("host", host)
                .getResultList();
    }

    public List<GuardedApp> findAllHandedTo(UUID organizationId) {
        return em.createQuery(
                        WITH_RULES + " where a.handedTo = :organization order by a.host, a.path", GuardedApp.class)
                .setParameter("organization", organizationId)
                .getResultList();
    }

    public long count() {
        return em.createQuery("select count(a) from GuardedApp a", Long.class).getSingleResult();
    }

    public void remove(GuardedApp app) {
        em.remove(app);
    }

    /**
     * Writes what changed now.
     *
     * @return whether the database took it; if not, the address is taken and the transaction has to end
     */
    public boolean saveUnlessTaken() {
        try {
            em.flush();
            return true;
        } catch (PersistenceException refused) {
            if (UniqueViolation.isBehind(refused)) {
                return false;
            }
            throw refused;
        }
    }
}
