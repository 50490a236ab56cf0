package org.gatehouse.imports;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
public class ImportRepository {

    @PersistenceContext
    EntityManager em;

    /** Adds an import with its rows, all of them in one go to the database. */
    public void add(Import added, List<ImportRow> rows) {
        em.persist(added);
        em.flush();
        try (PreparedStatement insert = em.unwrap(Connection.class).prepareStatement("""
                insert into import_row (import_id, line, email, email_key, role, result, detail)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            for (ImportRow row : rows) {
                insert.setObject(1, added.getId());
                insert.setInt(2, row.line());
                insert.setString(3, row.email());
                insert.setString(4, row.emailKey());
                insert.setString(5, row.role());
                insert.setString(6, row.result().name());
                insert.setString(7, row.result() == Result.INVALID ? row.detail() : null);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException failed) {
            throw new PersistenceException(failed);
        }
    }

    public Optional<Import> find(UUID id) {
        return Optional.ofNullable(em.find(Import.class, id));
    }

    public Optional<Import> find(UUID organizationId, UUID id) {
        return find(id).filter(found -> found.getOrganizationId().equals(organizationId));
    }

    /** An organization's imports, the latest first. */
    public List<Import> findLatest(UUID organizationId, int limit) {
        return em.createQuery(
                        "select i from Import i where i.organizationId = :organization order by i.createdAt desc, i.id desc",
                        Import.class)
                .setParameter("organization", organizationId)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Rows with one of these results, in the order of the file, from behind a line on. */
    public List<ImportRow> findRows(UUID importId, Set<Result> results, int behind, int limit) {
        String words = results.stream().map(Result::name).collect(joining("', '", "'", "'"));
        List<?> rows = em.createNativeQuery("""
                        select line, email, role, result, detail from import_row
                        where import_id = cast(?1 as uuid) and line > ?2 and result in (%s)
                        order by line limit ?3""".formatted(words))
                .setParameter(1, importId.toString())
                .setParameter(2, behind)
                .setParameter(3, limit)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(ImportRepository::row)
                .toList();
    }

    /** An import whose next batch is due, kept for this transaction; others pass it by. */
    public Optional<Import> lockDue(Instant now) {
        List<?> ids =
                em.createNativeQuery("""
                        select cast(id as varchar) from import where next_batch_at <= ?1
                        order by next_batch_at limit 1 for update skip locked""").setParameter(1, Timestamp.from(now)).getResultList();
        return ids.stream()
                .map(id -> em.find(Import.class, UUID.fromString(String.valueOf(id))))
                .findFirst();
    }

    public long countUnfinished() {
        return em.createQuery("select count(i) from Import i where i.nextBatchAt is not null", Long.class)
                .getSingleResult();
    }

    /** With their rows. */
    public void removeFinishedBefore(Instant time) {
        em.createQuery("delete from Import i where i.finishedAt < :time")
                .setParameter("time", time)
                .executeUpdate();
    }

    private static ImportRow row(Object[] columns) {
        return new ImportRow(
                ((Number) columns[0]).intValue(),
                (String) columns[1],
                null,
                (String) columns[2],
                Result.valueOf((String) columns[3]),
                (String) columns[4]);
    }
}
