package org.gatehouse.system;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** {@code ?format=csv} stands for the header {@code Accept}, which a link on a page cannot send. */
@Provider
@PreMatching
public class FormatParameter implements ContainerRequestFilter {

    private static final Map<String, String> TYPES =
            Map.of("csv", "text/csv", "json", "application/json", "jsonl", "application/jsonl");

    @Override
    public void filter(ContainerRequestContext request) {
        String format = request.getUriInfo().getQueryParameters().getFirst("format");
        if (format != null && TYPES.containsKey(format)) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, TYPES.get(format));
        }
    }
}
