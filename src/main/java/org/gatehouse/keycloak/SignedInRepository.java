package org.gatehouse.keycloak;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Those of the provider's users who have a session here, by what the provider calls them. */
@ApplicationScoped
public class SignedInRepository {

    private static final String SIGNED_IN = """
            select u.subject from User u where u.issuer = :issuer
            and exists (select s.id from UserSession s where s.user = u and s.endedAt is null and s.expiresAt > :now)
            and\s""";

    @PersistenceContext
    EntityManager em;

    /** The next of all, in their order. */
    List<String> listAfter(String subject, String issuer, Instant now, int limit) {
        return em.createQuery(SIGNED_IN + "u.subject > :subject order by u.subject", String.class)
                .setParameter("issuer", issuer)
                .setParameter("now", now)
                .setParameter("subject", subject)
                .setMaxResults(limit)
                .getResultList();
    }

    List<String> listAmong(Collection<String> subjects, String issuer, Instant now) {
        return subjects.isEmpty()
                ? List.of()
                : em.createQuery(SIGNED_IN + "u.subject in :subjects", String.class)
                        .setParameter("issuer", issuer)
                        .setParameter("now", now)
                        .setParameter("subjects", subjects)
                        .getResultList();
    }
}
