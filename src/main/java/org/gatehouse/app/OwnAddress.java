package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.access.PrefixedSecret;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;

/** The host under which Gatehouse itself is reached, and the paths of it that no application can have. */
@ApplicationScoped
public class OwnAddress {

    /** First segments of Gatehouse at the root of its host. */
    static final List<String> SEGMENTS = List.of(
            ".gatehouse",
            ".well-known",
            "account",
            "admin",
            "api",
            "handover",
            "health",
            "invitations",
            "jakarta.faces.resource",
            "links",
            "login",
            "metrics",
            "openapi",
            "orgs",
            "setup",
            "static");

    /** Where {@code PUBLIC_URL} is not set. */
    private static final URI NOT_SET = URI.create("http://localhost");

    @Inject
    Settings settings;

    /**
     * Whether a browser that names this host means us. Where {@code PUBLIC_URL} is not set, that is this machine under any
     * port: who can choose the name must not choose the policy with it.
     *
     * @param host with its port if it is not the usual one
     */
    boolean isHost(String host) {
        return settings.publicUrl()
                .map(url -> Origin.of(url).equals(url.getScheme() + "://" + host))
                .orElseGet(() -> Origin.isLoopback(host.replaceFirst(":\\d+$", "")));
    }

    /** Whether it is one of our own pages, on our own host. */
    boolean hasPath(String path) {
        String root = settings.publicUrl().map(URI::getPath).orElse("");
        return root.isEmpty()
                ? path.equals("/") || ours().anyMatch(prefix -> prefix.covers(path))
                : new PathPrefix(root).covers(path);
    }

    /** @throws InvalidProblem if no application can be there */
    AppAddress requireFree(AppAddress address) {
        if (isHost(address.host())) {
            throw new InvalidProblem(
                    "host", "This is Gatehouse's own host. Leave it out, or give the application one of its own.");
        }
        if (address.host().isEmpty() && hasPath(address.path().toString())) {
            throw new InvalidProblem(
                    "path",
                    "Gatehouse's own pages are at " + address.path() + ". Give another path, or a host of its own.");
        }
        return address;
    }

    /** The address that opens an application with one of its tokens. */
    String withToken(AppAddress address, PrefixedSecret token) {
        return url(address) + "?access_token=" + token.whole().value();
    }

    /** Where people open an application: by the scheme of {@code PUBLIC_URL} they come to all of them. */
    String url(AppAddress address) {
        URI own = settings.publicUrl().orElse(NOT_SET);
        String host = address.host().isEmpty() ? own.getRawAuthority() : address.host();
        try {
            return new URI(own.getScheme(), host, address.path().toString(), null, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<PathPrefix> ours() {
        return SEGMENTS.stream().map(segment -> new PathPrefix("/" + segment));
    }
}
