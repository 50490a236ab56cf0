package org.gatehouse.idempotency;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Secret;
import org.gatehouse.problem.ContainerProblem;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/**
 * Answers a POST that is repeated with its {@code Idempotency-Key} as it was answered the first time (the IETF's draft of
 * that name). What failed on our side, or for want of a credential or of patience, may be tried again.
 */
@Provider
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {

    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class.getName());
    private static final String HEADER = "Idempotency-Key";
    private static final String ID = "org.gatehouse.idempotency.id";
    private static final String ANSWER = "org.gatehouse.idempotency.answer";
    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");
    private static final int LARGEST_BODY = 8 * 1024 * 1024;
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(401, 429);

    @Inject
    IdempotencyService requests;

    @Inject
    Caller caller;

    /** @throws InvalidProblem if the key is none */
    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(HEADER);
        if (key == null || !"POST".equals(request.getMethod()) || !caller.isAuthenticated()) {
            return;
        }
        if (!FORM.matcher(key).matches()) {
            throw new InvalidProblem(HEADER, "Give an Idempotency-Key of 1 to 255 printable ASCII characters.");
        }
        String id = new Secret(caller.getId() + " " + key).hash();
        var earlier = requests.begin(id, fingerprint(request));
        if (earlier.isPresent()) {
            request.abortWith(repeated(earlier.get()));
        } else {
            request.setProperty(ID, id);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(ID) instanceof String id)) {
            return;
        }
        if (response.getStatus() >= 500 || WORTH_ANOTHER_TRY.contains(response.getStatus())) {
            note(() -> requests.forget(id));
            return;
        }
        String type =
                response.getMediaType() == null ? null : response.getMediaType().toString();
        StoredAnswer answer =
                new StoredAnswer(response.getStatus(), response.getHeaderString(HttpHeaders.LOCATION), type, null);
        if (response.hasEntity()) {
            request.setProperty(ANSWER, answer);
        } else {
            note(() -> requests.complete(id, answer));
        }
    }

    /** Keeps what is written. */
    @Override
    public void aroundWriteTo(WriterInterceptorContext writing) throws IOException {
        if (!(writing.getProperty(ANSWER) instanceof StoredAnswer answer)) {
            writing.proceed();
            return;
        }
        OutputStream out = writing.getOutputStream();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        writing.setOutputStream(written);
        writing.proceed();
        String id = String.valueOf(writing.getProperty(ID));
        note(() -> requests.complete(id, answer.withBody(written.toString(UTF_8))));
        written.writeTo(out);
    }

    /** The work is done, and is answered though this fails. */
    private static void note(Runnable outcome) {
        try {
            outcome.run();
        } catch (RuntimeException notNoted) {
            LOG.warning(() -> "Not noted how a request with an Idempotency-Key was answered: " + notNoted);
        }
    }

    private static Response repeated(StoredAnswer answer) {
        return Response.status(answer.status())
                .header(HttpHeaders.LOCATION, answer.location())
                .type(type(answer.contentType()))
                .entity(answer.body())
                .build();
    }

    private static @Nullable MediaType type(@Nullable String contentType) {
        return contentType == null ? null : MediaType.valueOf(contentType);
    }

    private static String fingerprint(ContainerRequestContext request) throws IOException {
        byte[] body = request.getEntityStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new ContainerProblem(413);
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        String address = request.getUriInfo().getRequestUri().getRawPath();
        return new Secret(address + " " + request.getMediaType() + " " + new String(body, ISO_8859_1)).hash();
    }
}
