package org.gatehouse.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;

/** Whether {@code CORS_ORIGINS} are origins, and the front end's is one of them. */
@ApplicationScoped
public class OriginsCheck implements SetupCheck {

    @Inject
    Settings settings;

    @Override
    public Subject subject() {
        return Subject.ORIGINS;
    }

    @Override
    public Finding look() {
        List<URI> origins = settings.corsOrigins();
        return origins.stream()
                .flatMap(origin -> fault(origin).stream())
                .findFirst()
                .or(() -> missing(origins))
                .orElseGet(() -> origins.isEmpty()
                        ? Finding.ok("No front end on another host: scripts of other hosts may not read answers.")
                        : Finding.ok("Scripts of " + list(origins) + " may read answers, and of no other host."));
    }

    private Optional<Finding> fault(URI origin) {
        if (origin.getHost() == null) {
            return Optional.of(Finding.wrong(
                    "CORS_ORIGINS has " + origin + ", which is no origin; there is no wildcard.",
                    "Name each origin in full, as in https://app.example.com."));
        }
        if (!origin.toString().equalsIgnoreCase(Origin.of(origin))) {
            return Optional.of(Finding.wrong(
                    "CORS_ORIGINS has " + origin
                            + ", which is more than an origin: a scheme, a host and perhaps a port,"
                            + " with no slash behind.",
                    "Write it as browsers do:",
                    "CORS_ORIGINS=" + list(settings.corsOrigins())));
        }
        boolean clear = "http".equals(origin.getScheme()) && !Origin.isLoopback(origin.getHost());
        return clear && settings.secureCookies()
                ? Optional.of(Finding.wrong(
                        "CORS_ORIGINS has " + origin
                                + ", which is not https: browsers send no cookie from there to a site"
                                + " by https, and whoever sits in between reads along.",
                        "Serve the front end by https, and name it so:",
                        "CORS_ORIGINS=" + list(settings.corsOrigins()).replace("http://", "https://")))
                : Optional.empty();
    }

    private Optional<Finding> missing(List<URI> origins) {
        Optional<String> ours = settings.publicUrl().map(Origin::of);
        return settings.frontendUrl()
                .map(Origin::of)
                .filter(frontEnd -> !ours.equals(Optional.of(frontEnd)))
                .filter(frontEnd -> origins.stream().map(Origin::of).noneMatch(frontEnd::equals))
                .map(frontEnd -> Finding.wrong(
                        "FRONTEND_URL is at " + frontEnd + ", which CORS_ORIGINS does not name: its scripts cannot read"
                                + " the API's answers.",
                        "Name it:",
                        "CORS_ORIGINS="
                                + Stream.concat(origins.stream(), Stream.of(URI.create(frontEnd)))
                                        .map(Origin::of)
                                        .collect(Collectors.joining(", "))));
    }

    private static String list(List<URI> origins) {
        return origins.stream().map(Origin::of).collect(Collectors.joining(", "));
    }
}
