package org.gatehouse.imports;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.paging.Csv;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.jspecify.annotations.Nullable;

/** Invitations in bulk. They are made in the background; an import tells how far that is, and what became of each row. */
@Path("orgs/{organization}/imports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

    private static final String CSV = "text/csv";
    private static final String HEADER = Csv.line("row", "email", "role", "result", "detail");

    @Inject
    ImportService imports;

    @PathParam("organization")
    UUID organization;

    @Context
    UriInfo here;

    @POST
    @Consumes(CSV)
    public Response startCsv(InputStream body) {
        return start(ImportFile.readCsv(body, Role.VIEWER));
    }

    @POST
    @Consumes({"application/jsonl", "application/x-ndjson"})
    public Response startJsonLines(InputStream body) {
        return start(ImportFile.readJsonLines(body, Role.VIEWER));
    }

    @GET
    public List<Progress> latest() {
        return imports.latest(organization).stream().map(Progress::of).toList();
    }

    @GET
    @Path("{id}")
    public Progress get(@PathParam("id") UUID id) {
        return Progress.of(imports.get(organization, id));
    }

    @GET
    @Path("{id}/rows")
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    public Response rows(
            @PathParam("id") UUID id,
            @QueryParam("result") @Nullable String result,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        Slice<ImportRow> slice = imports.rows(organization, id, results(result), cursor, Paging.limit(limit));
        return Paging.answer(slice.rows().stream().map(Row::of).toList(), slice.next(), here);
    }

    /** All of them: an import is no longer than that. */
    @GET
    @Path("{id}/rows")
    @Produces(CSV + ";qs=0.5")
    public Response csv(@PathParam("id") UUID id, @QueryParam("result") @Nullable String result) {
        String lines = imports.rows(organization, id, results(result), null, RowCollector.MOST_ROWS).rows().stream()
                .map(row -> Csv.line(
                        row.line(), row.email(), row.role(), row.result().word(), row.detail()))
                .collect(joining());
        return Response.ok(HEADER + lines)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import.csv\"")
                .build();
    }

    private Response start(List<ImportRow> rows) {
        ImportView started = imports.start(organization, rows);
        return Response.status(Status.ACCEPTED)
                .location(here.getAbsolutePathBuilder()
                        .path(started.id().toString())
                        .build())
                .entity(Progress.of(started))
                .build();
    }

    private static Set<Result> results(@Nullable String asked) {
        return asked == null || asked.isEmpty() ? EnumSet.allOf(Result.class) : EnumSet.of(Result.of(asked));
    }

    /** @param status {@code running} or {@code done} */
    @JsonbNillable
    public record Progress(
            UUID id,
            String status,
            int total,
            int done,
            int invited,
            int alreadyInvited,
            int alreadyMember,
            int refused,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        static Progress of(ImportView view) {
            return new Progress(
                    view.id(),
                    view.isRunning() ? "running" : "done",
                    view.total(),
                    view.done(),
                    view.invited(),
                    view.alreadyInvited(),
                    view.alreadyMember(),
                    view.refused(),
                    view.createdAt(),
                    view.finishedAt());
        }
    }

    @JsonbNillable
    public record Row(
            int row,
            String email,
            String role,
            String result,
            @Nullable String detail) {

        static Row of(ImportRow view) {
            return new Row(view.line(), view.email(), view.role(), view.result().word(), view.detail());
        }
    }
}
