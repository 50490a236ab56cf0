package org.gatehouse.keycloak;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.mail.EmailAddress;

@ApplicationScoped
public class InvitedAccountRepository {

    @PersistenceContext
    EntityManager em;

    /** An address, or one that is there already once more: its account, if there is none yet, and a mail about it are due. */
    void expect(String email, UUID organizationId, Instant now) {
        em.createNativeQuery("""
                        insert into keycloak_account (email_key, email, organization_id, mail_due, due_at, attempts)
                        values (?1, ?2, cast(?3 as uuid), true, ?4, 0) on conflict do nothing""")
                .setParameter(1, EmailAddress.key(email))
                .setParameter(2, email)
                .setParameter(3, organizationId.toString())
                .setParameter(4, Timestamp.from(now))
                .executeUpdate();
        em.createQuery("""
                        update InvitedAccount a set a.organizationId = :organization, a.mailDue = true, a.due.at = :now
                        where a.emailKey = :key""")
                .setParameter("organization", organizationId)
                .setParameter("now", now)
                .setParameter("key", EmailAddress.key(email))
                .executeUpdate();
    }

    void lookAgain(String email, Instant now) {
        em.createQuery("update InvitedAccount a set a.due.at = :now where a.emailKey = :key")
                .setParameter("now", now)
                .setParameter("key", EmailAddress.key(email))
                .executeUpdate();
    }

    /** The next that is due, kept for this transaction; others pass it by. */
    Optional<InvitedAccount> lockNext(Instant now) {
        List<?> keys =
                em.createNativeQuery("""
                        select email_key from keycloak_account where due_at <= ?1
                        order by due_at limit 1 for update skip locked""").setParameter(1, Timestamp.from(now)).getResultList();
        return keys.stream().flatMap(key -> lock(String.valueOf(key)).stream()).findFirst();
    }

    Optional<InvitedAccount> lock(String emailKey) {
        return Optional.ofNullable(em.find(InvitedAccount.class, emailKey, LockModeType.PESSIMISTIC_WRITE));
    }

    void remove(InvitedAccount account) {
        em.remove(account);
    }
}
