package org.gatehouse.setup;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;

/** Whether a reverse proxy in front is one of {@code TRUSTED_PROXIES}, and says who calls and by which scheme. */
@ApplicationScoped
public class ProxyCheck {

    private static final String NGINX = "proxy_set_header Host $http_host;"
            + " proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"
            + " proxy_set_header X-Forwarded-Proto $scheme;";

    @Inject
    Settings settings;

    /** @param visit how somebody came here; empty where nobody did but an operator or the clock */
    Finding look(Optional<Visit> visit) {
        return visit.map(this::look)
                .orElseGet(
                        () -> Finding.unknown("Only a request tells what stands in front: open /admin in a browser."));
    }

    private Finding look(Visit visit) {
        if (!visit.proxied()) {
            return direct(visit);
        }
        if (!visit.trusted()) {
            return Finding.wrong(
                    "This request came through a proxy at " + visit.peer()
                            + ", which TRUSTED_PROXIES does not name: what"
                            + " it says is not believed, and everybody behind it counts as one.",
                    "If that is your proxy, name it:",
                    "TRUSTED_PROXIES="
                            + Stream.concat(settings.trustedProxies().stream(), Stream.of(visit.peer()))
                                    .map(Object::toString)
                                    .collect(joining(", ")));
        }
        if (!visit.named() || visit.forwardedScheme().isEmpty()) {
            return Finding.wrong(
                    "The proxy at " + visit.peer() + " does not say "
                            + (visit.named() ? "by which scheme it was asked." : "who calls: everybody counts as one."),
                    "Let it say so. In nginx:",
                    NGINX);
        }
        return Finding.ok("The proxy at " + visit.peer() + " is trusted, and says who calls and by which scheme ("
                + visit.scheme() + ").");
    }

    /** A proxy on this machine that adds no header looks like this machine itself. */
    private Finding direct(Visit visit) {
        boolean elsewhere = settings.publicUrl()
                .filter(url -> !Origin.isLoopback(url.getHost()))
                .isPresent();
        return elsewhere && visit.isFromThisMachine()
                ? Finding.wrong(
                        "This request came from this machine itself. If you came through a proxy on it, that does not say"
                                + " who calls: everybody counts as one, and strangers as an operator here.",
                        "Let it say so. In nginx:",
                        NGINX)
                : Finding.ok("This request came straight from " + visit.peer() + ", with no proxy in between.");
    }
}
