package org.gatehouse.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.Caller.Program;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.jspecify.annotations.Nullable;

/** Imports as those who run an organization handle them; {@link ImportQueue} works them off. */
@ApplicationScoped
@Transactional
public class ImportService {

    private static final int LATEST = 20;

    @Inject
    ImportRepository imports;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** Has the rows invited, by and by. */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public ImportView start(UUID organizationId, List<ImportRow> rows) {
        Import started = new Import(
                organizationId,
                caller.findPerson().map(Person::id).orElse(null),
                caller.findProgram().map(Program::id).orElse(null),
                rows,
                clock.instant());
        imports.add(started, rows);
        return ImportView.of(started);
    }

    /** @throws NotFoundProblem if the organization has no such import */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public ImportView get(UUID organizationId, UUID id) {
        return ImportView.of(find(organizationId, id));
    }

    /** The last {@value #LATEST} imports, the latest first. */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public List<ImportView> latest(UUID organizationId) {
        return imports.findLatest(organizationId, LATEST).stream()
                .map(ImportView::of)
                .toList();
    }

    /**
     * A part of an import's rows, in the order of the file.
     *
     * @param results only rows with one of these
     * @param cursor where to go on, from {@link Slice}; null for the beginning
     * @throws NotFoundProblem if the organization has no such import
     * @throws InvalidProblem if the cursor is none
     */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public Slice<ImportRow> rows(
            UUID organizationId, UUID id, Set<Result> results, @Nullable String cursor, int limit) {
        int behind = cursor == null || cursor.isEmpty()
                ? 0
                : Paging.number(Paging.parts(cursor, 1).get(0));
        return Slice.of(
                imports.findRows(find(organizationId, id).getId(), results, behind, limit + 1),
                limit,
                last -> Paging.cursor(String.valueOf(last.line())));
    }

    private Import find(UUID organizationId, UUID id) {
        return imports.find(organizationId, id)
                .orElseThrow(
                        () -> new NotFoundProblem("There is no such import. It is kept for 30 days after its end."));
    }
}
