package org.gatehouse.imports;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.gatehouse.access.Role;
import org.gatehouse.imports.BatchRepository.Batch;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class BatchRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final Instant NEXT_WEEK = Instant.parse("2026-01-22T00:00:00Z");
    private static final String LATER = "2026-02-01 00:00:00+00";
    private static final String EARLIER = "2026-01-10 00:00:00+00";

    @Parameter
    TestDatabase database;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void aBatchIsTheNextRowsThatWait() {
        with(List.of("a", "b", "c"), (em, running) -> {
            var batches = batches(em);
            assertThat(batches.findNext(running, 2).orElseThrow().lastLine()).isEqualTo(2);
            assertThat(batches.findNext(running, 50).orElseThrow().lastLine()).isEqualTo(3);

            em.createNativeQuery("update import_row set result = 'INVITED' where line < 3")
                    .executeUpdate();
            assertThat(batches.findNext(running, 2).orElseThrow().firstLine()).isEqualTo(3);
            assertThat(batches.findNext(running, 2).orElseThrow().lastLine()).isEqualTo(3);
            em.createNativeQuery("update import_row set result = 'LIMIT'").executeUpdate();
            assertThat(batches.findNext(running, 2)).isEmpty();
            assertThat(batches.count(running)).isEqualTo(Map.of(Result.LIMIT, 3));
        });
    }

    @Test
    void rowsAreInvitedWithAnAuditEventEach() {
        with(List.of("a", "b", "c"), (em, running) -> {
            var importer = new Importer(running.getUserId().orElseThrow(), "alice@example.com", List.of());
            var batch = new Batch(running.getId(), running.getOrganizationId(), 1, 2);

            batches(em).invite(batch, importer, NOW, NEXT_WEEK);

            var rows = new Rows(em);
            assertThat(rows.count("""
                    invitation where open_email = 'a@example.com' and email = 'A@example.com' and role = 'viewer'
                      and status = 'OPEN' and delivery = 'QUEUED' and delivery_attempts = 0
                      and next_delivery_at = created_at and expires_at > created_at and note is null
                      and token_hash is null and organization_id = '%s' and invited_by = '%s'""".formatted(running.getOrganizationId(), importer.userId())))
                    .isOne();
            assertThat(rows.count("invitation")).isEqualTo(2);
            assertThat(rows.count("""
                    audit_event where action = 'invitation_created' and subject = 'A@example.com' and detail = 'viewer'
                      and actor = 'alice@example.com' and actor_id = '%s' and organization_id = '%s'""".formatted(importer.userId(), running.getOrganizationId())))
                    .isOne();
            assertThat(rows.count("audit_event")).isEqualTo(2);
            assertThat(results(em, running)).containsExactly("INVITED", "INVITED", "WAITING");
        });
    }

    @Test
    void whoIsInvitedAlreadyIsLeftAsTheyAre() {
        with(List.of("a", "b"), (em, running) -> {
            var rows = new Rows(em);
            rows.invitation(running.getOrganizationId(), "a@example.com", "editor", LATER);
            rows.invitation(rows.organization("other"), "b@example.com", "editor", LATER);

            invite(em, running);

            assertThat(results(em, running)).containsExactly("ALREADY_INVITED", "INVITED");
            assertThat(rows.count("invitation where open_email = 'a@example.com' and role = 'editor'"))
                    .isOne();
            assertThat(rows.count("audit_event where actor = 'API key sync' and actor_id is null"))
                    .isOne();
            assertThat(rows.count("audit_event")).isOne();
        });
    }

    @Test
    void anExpiredInvitationIsReplaced() {
        with(List.of("a", "b"), (em, running) -> {
            var rows = new Rows(em);
            rows.invitation(running.getOrganizationId(), "a@example.com", "editor", EARLIER);
            rows.invitation(running.getOrganizationId(), "b@example.com", "editor", LATER);
            rows.invitation(running.getOrganizationId(), "c@example.com", "editor", EARLIER);
            rows.invitation(rows.organization("other"), "a@example.com", "editor", EARLIER);

            batches(em).revokeExpired(all(running), NOW);

            assertThat(rows.count("""
                    invitation where email = 'a@example.com' and status = 'REVOKED' and open_email is null
                      and next_delivery_at is null and organization_id = '%s'""".formatted(running.getOrganizationId()))).isOne();
            assertThat(rows.count("invitation where status = 'OPEN'")).isEqualTo(3);
        });
    }

    @Test
    void membersOfThisOrganizationArePassedBy() {
        with(List.of("a", "b"), (em, running) -> {
            var rows = new Rows(em);
            rows.member(running.getOrganizationId(), "a", "viewer");
            rows.member(rows.organization("other"), "b", "viewer");

            batches(em).passMembers(all(running));

            assertThat(results(em, running)).containsExactly("ALREADY_MEMBER", "WAITING");
        });
    }

    @Test
    void onlyRolesThatMayBeGivenAreLeft() {
        with(List.of("a", "b"), (em, running) -> {
            em.createNativeQuery("update import_row set role = 'admin' where line = 2")
                    .executeUpdate();

            batches(em).forbidOthers(all(running), List.of(Role.VIEWER, Role.EDITOR));
            assertThat(results(em, running)).containsExactly("WAITING", "FORBIDDEN");
            batches(em).forbidOthers(all(running), List.of());
            assertThat(results(em, running)).containsExactly("FORBIDDEN", "FORBIDDEN");
        });
    }

    @Test
    void beyondTheLimitOnlyWhoIsInvitedAnywayIsLeft() {
        with(List.of("a", "b", "c", "d", "e"), (em, running) -> {
            var rows = new Rows(em);
            rows.invitation(running.getOrganizationId(), "a@example.com", "editor", LATER);
            rows.invitation(running.getOrganizationId(), "e@example.com", "editor", EARLIER);

            batches(em).limit(all(running), 2);
            assertThat(results(em, running)).containsExactly("WAITING", "WAITING", "WAITING", "LIMIT", "WAITING");
            batches(em).limit(all(running), 0);
            assertThat(results(em, running)).containsExactly("WAITING", "LIMIT", "LIMIT", "LIMIT", "WAITING");
        });
    }

    @Test
    void aRowThatSomethingBecameOfIsLeftAlone() {
        with(List.of("a"), (em, running) -> {
            em.createNativeQuery("update import_row set result = 'DUPLICATE'").executeUpdate();
            new Rows(em).member(running.getOrganizationId(), "a", "viewer");

            batches(em).forbidOthers(all(running), List.of());
            batches(em).passMembers(all(running));
            batches(em).limit(all(running), 0);
            invite(em, running);

            assertThat(results(em, running)).containsExactly("DUPLICATE");
            assertThat(new Rows(em).count("invitation")).isZero();
            assertThat(new Rows(em).count("audit_event")).isZero();
        });
    }

    @Test
    void rowsAreFoundByResultAndFromALineOn() {
        with(List.of("a", "b", "c"), (em, running) -> {
            em.createNativeQuery("update import_row set result = 'LIMIT' where line = 2")
                    .executeUpdate();
            var repository = imports(em);

            assertThat(lines(repository, running, EnumSet.allOf(Result.class), 0, 2))
                    .containsExactly(1, 2);
            assertThat(lines(repository, running, EnumSet.allOf(Result.class), 2, 2))
                    .containsExactly(3);
            assertThat(lines(repository, running, EnumSet.of(Result.WAITING), 0, 9))
                    .containsExactly(1, 3);
            assertThat(repository.findRows(running.getId(), EnumSet.of(Result.LIMIT), 0, 9))
                    .containsExactly(new ImportRow(2, "B@example.com", null, "viewer", Result.LIMIT, null));
        });
    }

    @Test
    void aRefusedRowIsKeptAsItStoodInTheFile() {
        database.run(em -> {
            var rows = new Rows(em);
            var refused = ImportRow.invalid(7, "no address", "boss", "Give one e-mail address.");
            var running = new Import(rows.organization("acme"), rows.user("alice"), null, List.of(refused), NOW);
            imports(em).add(running, List.of(refused));

            assertThat(imports(em).findRows(running.getId(), EnumSet.of(Result.INVALID), 0, 9))
                    .containsExactly(refused);
            assertThat(running.getRefused()).isOne();
        });
    }

    @Test
    void whatIsTakenOrFinishedIsNotDue() {
        with(List.of("a"), (em, running) -> {
            assertThat(imports(em).lockDue(NOW.minusSeconds(1))).isEmpty();
            imports(em).lockDue(NOW).orElseThrow().lease(NOW);
            em.flush();
            assertThat(imports(em).lockDue(NOW.plusSeconds(59))).isEmpty();
            assertThat(imports(em).lockDue(NOW.plusSeconds(60))).isPresent();

            running.finish(NOW);
            em.flush();
            assertThat(imports(em).lockDue(NEXT_WEEK)).isEmpty();
        });
    }

    @Test
    void finishedImportsAreRemovedWithTheirRows() {
        with(List.of("a"), (em, running) -> {
            imports(em).removeFinishedBefore(NEXT_WEEK);
            assertThat(new Rows(em).count("import")).isOne();

            running.finish(NOW);
            em.flush();
            imports(em).removeFinishedBefore(NOW);
            assertThat(new Rows(em).count("import")).isOne();
            imports(em).removeFinishedBefore(NEXT_WEEK);
            assertThat(new Rows(em).count("import")).isZero();
            assertThat(new Rows(em).count("import_row")).isZero();
        });
    }

    /** With an import of {@code A@example.com} and so on, as viewers, a line each. */
    private void with(List<String> names, BiConsumer<EntityManager, Import> test) {
        database.run(em -> {
            var rows = new Rows(em);
            List<ImportRow> imported = new ArrayList<>();
            for (String name : names) {
                var email = EmailAddress.parse(name.toUpperCase(java.util.Locale.ROOT) + "@example.com");
                imported.add(ImportRow.waiting(imported.size() + 1, email, Role.VIEWER));
            }
            var running = new Import(rows.organization("acme"), rows.user("alice"), null, imported, NOW);
            imports(em).add(running, imported);
            test.accept(em, running);
        });
    }

    private static void invite(EntityManager em, Import running) {
        batches(em).invite(all(running), new Importer(null, "API key sync", List.of()), NOW, NEXT_WEEK);
    }

    private static Batch all(Import running) {
        return new Batch(running.getId(), running.getOrganizationId(), 1, 1_000);
    }

    @SuppressWarnings("unchecked")
    private static List<String> results(EntityManager em, Import running) {
        return em.createNativeQuery(
                        "select result from import_row where import_id = '%s' order by line".formatted(running.getId()))
                .getResultList();
    }

    private static List<Integer> lines(
            ImportRepository repository, Import running, EnumSet<Result> results, int behind, int limit) {
        return repository.findRows(running.getId(), results, behind, limit).stream()
                .map(ImportRow::line)
                .toList();
    }

    private static ImportRepository imports(EntityManager em) {
        var repository = new ImportRepository();
        repository.em = em;
        return repository;
    }

    private static BatchRepository batches(EntityManager em) {
        var repository = new BatchRepository();
        repository.em = em;
        return repository;
    }
}
