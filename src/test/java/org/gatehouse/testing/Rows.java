package org.gatehouse.testing;

import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Rows that repository tests begin with, written as SQL so that no code under test makes them. */
public final class Rows {
    private static final String THEN = "timestamp with time zone '2026-01-01 00:00:00+00'";

    private final EntityManager em;

    public Rows(EntityManager em) {
        this.em = em;
    }

    public UUID user(String name) {
        var id = UUID.randomUUID();
        insert("""
                insert into app_user (id, issuer, subject, email, email_key, email_verified, name, created_at, last_sign_in_at)
                values ('%s', 'https://provider.example.com', '%s', '%s@example.com', '%s@example.com', true, '%s', %s, %s)""".formatted(id, id, name, name, name, THEN, THEN));
        return id;
    }

    public UUID organization(String slug) {
        var id = UUID.randomUUID();
        insert("insert into organization values ('%s', '%s', '%s', %s)".formatted(id, slug, slug, THEN));
        return id;
    }

    public UUID member(UUID organization, String name, String role) {
        var id = UUID.randomUUID();
        insert(
                "insert into membership (id, organization_id, user_id, role, name, name_key, email, email_key, created_at) values ('%s', '%s', '%s', '%s', '%s', '%s', '%s@example.com', '%s@example.com', %s)"
                        .formatted(id, organization, user(name), role, name, name, name, name, THEN));
        return id;
    }

    /** @param expiry as SQL spells a time, such as {@code 2026-02-01 00:00:00+00} */
    public UUID invitation(UUID organization, String email, String role, String expiry) {
        var id = UUID.randomUUID();
        insert("""
                insert into invitation (id, organization_id, email, email_key, open_email, role, status, created_at,
                  expires_at, delivery, delivery_attempts, next_delivery_at)
                values ('%s', '%s', '%s', '%s', '%s', '%s', 'OPEN', %s, timestamp with time zone '%s', 'QUEUED', 0, %s)""".formatted(id, organization, email, email, email, role, THEN, expiry, THEN));
        return id;
    }

    public long count(String from) {
        return ((Number) em.createNativeQuery("select count(*) from " + from).getSingleResult()).longValue();
    }

    private void insert(String sql) {
        em.createNativeQuery(sql).executeUpdate();
    }
}
