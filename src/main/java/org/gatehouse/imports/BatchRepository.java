package org.gatehouse.imports;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.access.Role;

/**
 * What is done to the rows of a batch, to all of them in one statement. A row that something became of is left alone by
 * the statements that follow.
 */
@ApplicationScoped
public class BatchRepository {

    private static final String WAITING =
            "import_id = cast(?1 as uuid) and line between ?2 and ?3 and result = 'WAITING'";
    private static final String UNINVITED = """
            not exists (
              select 1 from invitation i
              where i.organization_id = cast(?4 as uuid) and i.open_email = import_row.email_key)""";

    @PersistenceContext
    EntityManager em;

    /** The next rows that wait; empty where none is left. */
    public Optional<Batch> findNext(Import running, int size) {
        Object[] lines = (Object[]) em.createNativeQuery("""
                        select min(line), max(line) from (
                          select line from import_row where import_id = cast(?1 as uuid) and result = 'WAITING'
                          order by line limit ?2) as batch""")
                .setParameter(1, running.getId().toString())
                .setParameter(2, size)
                .getSingleResult();
        return lines[0] == null
                ? Optional.empty()
                : Optional.of(new Batch(
                        running.getId(),
                        running.getOrganizationId(),
                        ((Number) lines[0]).intValue(),
                        ((Number) lines[1]).intValue()));
    }

    /** Refuses the rows whose role is none of these. */
    public void forbidOthers(Batch batch, List<Role> roles) {
        String words = roles.stream().map(Role::word).collect(joining("', '", "'", "'"));
        statement(batch, """
                        update import_row set result = 'FORBIDDEN'
                        where {waiting} and role not in (%s)""".formatted(words)).executeUpdate();
    }

    public void passMembers(Batch batch) {
        statement(batch, """
                        update import_row set result = 'ALREADY_MEMBER'
                        where {waiting} and exists (
                          select 1 from membership m
                          where m.organization_id = cast(?4 as uuid) and m.email_key = import_row.email_key)""").setParameter(4, batch.organizationId().toString()).executeUpdate();
    }

    /** Refuses the rows for which there is no room. Who has an open invitation, expired or not, takes up none anew. */
    public void limit(Batch batch, long room) {
        statement(batch, """
                        update import_row set result = 'LIMIT'
                        where {waiting} and {uninvited} and line >= (
                          select line from import_row where {waiting} and {uninvited} order by line limit 1 offset ?5)""")
                .setParameter(4, batch.organizationId().toString())
                .setParameter(5, room)
                .executeUpdate();
    }

    /** Gives up the expired invitations that are about to be replaced. */
    public void revokeExpired(Batch batch, Instant now) {
        statement(batch, """
                        update invitation set status = 'REVOKED', open_email = null, next_delivery_at = null
                        where organization_id = cast(?4 as uuid) and expires_at <= ?5
                          and open_email in (select email_key from import_row where {waiting})""")
                .setParameter(4, batch.organizationId().toString())
                .setParameter(5, Timestamp.from(now))
                .executeUpdate();
    }

    /** Invites whoever is left and not invited already; the mails follow by themselves. */
    public void invite(Batch batch, Importer importer, Instant now, Instant expiry) {
        statement(batch, """
                        insert into invitation (id, organization_id, email, email_key, open_email, role, status,
                          invited_by, created_at, expires_at, delivery, delivery_attempts, next_delivery_at)
                        select id, cast(?4 as uuid), email, email_key, email_key, role, 'OPEN',
                          cast(?5 as uuid), ?6, ?7, 'QUEUED', 0, ?6
                        from import_row where {waiting}
                        on conflict do nothing""")
                .setParameter(4, batch.organizationId().toString())
                .setParameter(
                        5, importer.userId() == null ? null : importer.userId().toString())
                .setParameter(6, Timestamp.from(now))
                .setParameter(7, Timestamp.from(expiry))
                .executeUpdate();
        statement(batch, """
                        insert into audit_event (organization_id, actor_id, actor, action, subject, detail, at)
                        select organization_id, invited_by, ?4, 'invitation_created', email, role, ?5
                        from invitation where id in (select id from import_row where {waiting})""")
                .setParameter(4, importer.label())
                .setParameter(5, Timestamp.from(now))
                .executeUpdate();
        statement(batch, """
                        update import_row set result = case
                          when exists (select 1 from invitation i where i.id = import_row.id) then 'INVITED'
                          else 'ALREADY_INVITED' end
                        where {waiting}""").executeUpdate();
    }

    /** How many rows came to which result. */
    public Map<Result, Integer> count(Import counted) {
        Stream<?> results = em.createNativeQuery("""
                        select result, count(*) from import_row where import_id = cast(?1 as uuid) group by result""")
                .setParameter(1, counted.getId().toString())
                .getResultStream();
        return results.map(Object[].class::cast)
                .collect(toMap(
                        columns -> Result.valueOf((String) columns[0]), columns -> ((Number) columns[1]).intValue()));
    }

    private Query statement(Batch batch, String sql) {
        return em.createNativeQuery(sql.replace("{waiting}", WAITING).replace("{uninvited}", UNINVITED))
                .setParameter(1, batch.importId().toString())
                .setParameter(2, batch.firstLine())
                .setParameter(3, batch.lastLine());
    }

    /** The rows of an import between two lines, as far as they wait. */
    public record Batch(UUID importId, UUID organizationId, int firstLine, int lastLine) {}
}
