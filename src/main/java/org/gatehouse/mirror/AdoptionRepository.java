package org.gatehouse.mirror;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.access.Role;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.user.Identity;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/** Users and members by the hundred, whom nobody has seen here yet: one statement for all of them. */
@ApplicationScoped
public class AdoptionRepository {

    @PersistenceContext
    EntityManager em;

    /** Adds those who are not known; they are found by issuer and subject when they sign in. */
    public void addUsers(List<Identity> identities, Instant now) {
        insert(
                "app_user (id, issuer, subject, email, email_key, email_verified, name, created_at, last_sign_in_at)",
                identities.stream()
                        .map(identity -> row(
                                UUID.randomUUID().toString(),
                                identity.issuer(),
                                identity.subject(),
                                identity.email(),
                                key(identity.email()),
                                identity.emailVerified(),
                                identity.name(),
                                Timestamp.from(now),
                                Timestamp.from(now)))
                        .toList(),
                "(cast(? as uuid), ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    public List<User> findUsers(String issuer, List<String> subjects) {
        return em.createQuery("select u from User u where u.issuer = :issuer and u.subject in :subjects", User.class)
                .setParameter("issuer", issuer)
                .setParameter("subjects", subjects)
                .getResultList();
    }

    /**
     * Makes those who are not members yet members.
     *
     * @return how many
     */
    public int addMembers(UUID organizationId, List<User> users, Role role, Instant now) {
        return insert(
                "membership (id, organization_id, user_id, role, name, name_key, email, email_key, created_at)",
                users.stream()
                        .map(user -> row(
                                UUID.randomUUID().toString(),
                                organizationId.toString(),
                                user.getId().toString(),
                                role.word(),
                                user.getName(),
                                User.nameKey(user.getName()),
                                user.getEmail().orElse(null),
                                user.getEmailKey(),
                                Timestamp.from(now)))
                        .toList(),
                "(cast(? as uuid), cast(? as uuid), cast(? as uuid), ?, ?, ?, ?, ?, ?)");
    }

    private int insert(String into, List<List<@Nullable Object>> rows, String placeholders) {
        if (rows.isEmpty()) {
            return 0;
        }
        Query query = em.createNativeQuery("insert into " + into + " values "
                + IntStream.range(0, rows.size()).mapToObj(row -> placeholders).collect(joining(", "))
                + " on conflict do nothing");
        int place = 1;
        for (List<@Nullable Object> row : rows) {
            for (@Nullable Object value : row) {
                query.setParameter(place++, value);
            }
        }
        return query.executeUpdate();
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static String key(@Nullable String email) {
        return email == null ? "" : EmailAddress.key(Objects.requireNonNull(email));
    }
}
