package org.gatehouse.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

@ApplicationScoped
public class AssertionKeyRepository {

    @PersistenceContext
    EntityManager em;

    public void add(AssertionKey key) {
        em.persist(key);
    }

    /** All keys, the newest first. */
    public List<AssertionKey> findAll() {
        return em.createQuery("select k from AssertionKey k order by k.createdAt desc, k.id", AssertionKey.class)
                .getResultList();
    }

    public void remove(AssertionKey key) {
        em.remove(key);
    }
}
