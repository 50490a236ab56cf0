package org.gatehouse.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;
import org.gatehouse.setup.Probe.Reply;

/** Whether the server's metrics can be read by anybody, as far as a request from this machine can tell. */
@ApplicationScoped
public class MetricsCheck implements SetupCheck {

    private static final String FORMAT = "# TYPE";

    @Inject
    Settings settings;

    @Inject
    Probe probe;

    @Override
    public Subject subject() {
        return Subject.METRICS;
    }

    @Override
    public Finding look() {
        Optional<URI> publicUrl = settings.publicUrl();
        if (publicUrl.isEmpty()) {
            return Finding.notConfigured(
                    "PUBLIC_URL is not set, so it is not known under which address to ask.", "Set PUBLIC_URL.");
        }
        URI metrics = publicUrl.get().resolve("/metrics");
        try {
            return judge(metrics, probe.get(metrics));
        } catch (IOException unreachable) {
            return Finding.unknown(metrics + " cannot be reached from this machine: " + Probe.reason(unreachable)
                    + ". Ask it from outside.");
        }
    }

    private static Finding judge(URI metrics, Reply reply) {
        if (reply.status() != 200 || !reply.body().contains(FORMAT)) {
            return Finding.ok(metrics + " tells no metrics (" + reply.status()
                    + "), asked from this machine with no credential.");
        }
        return Origin.isLoopback(metrics.getHost())
                ? Finding.unknown(
                        metrics + " tells metrics, as it may here: PUBLIC_URL leads to this machine alone, so it"
                                + " cannot be told what others get.")
                : Finding.wrong(
                        metrics + " tells metrics to whoever asks; this machine did, with no credential.",
                        "Close it in the proxy, unless that lets this machine in on purpose. In nginx:",
                        "location = /metrics { deny all; }");
    }
}
