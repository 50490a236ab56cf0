package org.gatehouse.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Providers;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.paging.Csv;
import org.gatehouse.paging.Paging;
import org.gatehouse.paging.Slice;
import org.jspecify.annotations.Nullable;

/**
 * What was done in an organization, the latest first: in parts as JSON, and from the cursor to the end as a file, CSV or
 * JSON lines.
 */
@Path("orgs/{organization}/audit")
@RequestScoped
public class AuditResource {

    private static final String HEADER = "id,at,org_id,actor_id,actor,action,subject,detail\r\n";

    @Inject
    AuditService audit;

    @PathParam("organization")
    UUID organization;

    @QueryParam("cursor")
    @Nullable String cursor;

    @Context
    UriInfo here;

    @Context
    Providers providers;

    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    public Response list(@QueryParam("limit") @Nullable String limit) {
        Slice<AuditEntry> slice = audit.list(organization, cursor, Paging.limit(limit));
        return Paging.answer(slice.rows(), slice.next(), here);
    }

    @GET
    @Produces("text/csv;qs=0.5")
    public Response csv() {
        return file("audit.csv", HEADER, AuditResource::line);
    }

    @GET
    @Produces({"application/jsonl;qs=0.5", "application/x-ndjson;qs=0.5"})
    public Response jsonLines() {
        Jsonb json = providers
                .getContextResolver(Jsonb.class, MediaType.APPLICATION_JSON_TYPE)
                .getContext(AuditEntry.class);
        return file("audit.jsonl", "", entry -> json.toJson(entry) + "\n");
    }

    /** The first part is read before the answer begins, so that a refusal is still one. */
    private Response file(String name, String header, Function<AuditEntry, String> line) {
        Slice<AuditEntry> first = audit.list(organization, cursor, Paging.LARGEST);
        StreamingOutput body = out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(header);
            write(first, line, writer);
            for (String next = first.next(); next != null; ) {
                Slice<AuditEntry> slice = audit.list(organization, next, Paging.LARGEST);
                write(slice, line, writer);
                next = slice.next();
            }
            writer.flush();
        };
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    private static void write(Slice<AuditEntry> slice, Function<AuditEntry, String> line, Writer writer)
            throws IOException {
        for (AuditEntry entry : slice.rows()) {
            writer.write(line.apply(entry));
        }
    }

    private static String line(AuditEntry entry) {
        return Csv.line(
                entry.id(),
                entry.at(),
                entry.orgId(),
                entry.actorId(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail());
    }
}
