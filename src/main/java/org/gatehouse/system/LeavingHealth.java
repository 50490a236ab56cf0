package org.gatehouse.system;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready any more once this process has been asked to end: Payara Micro goes on answering for as long as its {@code
 * --shutdowngrace} says, so that balancers can notice before requests are lost.
 */
@Readiness
@ApplicationScoped
public class LeavingHealth implements HealthCheck {

    private volatile boolean leaving;

    private final Thread asked = new Thread(() -> leaving = true, "asked to end");

    @PostConstruct
    void watch() {
        try {
            Runtime.getRuntime().addShutdownHook(asked);
        } catch (IllegalStateException already) {
            leaving = true;
        }
    }

    @PreDestroy
    void unwatch() {
        if (!leaving) {
            Runtime.getRuntime().removeShutdownHook(asked);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("staying").status(!leaving).build();
    }
}
