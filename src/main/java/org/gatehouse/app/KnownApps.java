package org.gatehouse.app;

import static java.util.Comparator.comparing;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.Change.Kind;
import org.gatehouse.cache.LocalCache;
import org.gatehouse.metrics.Metrics;
import org.gatehouse.settings.Settings;

/** The guarded applications by their addresses, remembered: they are asked for with every request of every one of them. */
@ApplicationScoped
public class KnownApps {

    private static final int MOST_HOSTS = 1_000;

    @Inject
    GuardedAppService apps;

    @Inject
    OwnAddress ownAddress;

    @Inject
    Settings settings;

    @Inject
    Metrics metrics;

    private LocalCache<String, List<GuardedApp>> byHost;

    @PostConstruct
    void begin() {
        byHost = new LocalCache<>(settings.cacheTime(), MOST_HOSTS);
        metrics.watch("apps", byHost);
    }

    /**
     * The application at an address.
     *
     * @param host as the browser sent it, in lower case, with its port if it is not the usual one
     * @param path decoded and free of dots, double slashes and the like
     */
    public Optional<GuardedApp> find(String host, String path) {
        boolean ours = ownAddress.isHost(host);
        if (ours && ownAddress.hasPath(path)) {
            return Optional.empty();
        }
        return byHost.get(ours ? "" : host, name -> Optional.of(apps.findAllAt(name)))
                .flatMap(there -> longest(there, path));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) Change change) {
        if (change.isOf(Kind.APP) || change.isOf(Kind.ORGANIZATION)) {
            byHost.forgetAll();
        }
    }

    private static Optional<GuardedApp> longest(List<GuardedApp> apps, String path) {
        return apps.stream()
                .filter(app -> app.covers(path))
                .max(comparing(app -> app.getPath().length()));
    }
}
