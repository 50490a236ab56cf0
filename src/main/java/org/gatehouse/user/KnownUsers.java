package org.gatehouse.user;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.Change.Kind;
import org.gatehouse.cache.LocalCache;
import org.gatehouse.metrics.Metrics;
import org.gatehouse.settings.Settings;

/** The users behind credentials that are not sessions, remembered: a program sends its token with every request. */
@ApplicationScoped
public class KnownUsers {

    private static final int MOST = 100_000;

    @Inject
    UserService users;

    @Inject
    Settings settings;

    @Inject
    Metrics metrics;

    private LocalCache<UUID, User> known;

    @PostConstruct
    void begin() {
        known = new LocalCache<>(settings.cacheTime(), MOST);
        metrics.watch("users", known);
    }

    /** The user of this id, to be looked at only, who may be disabled; empty if there is none. */
    public Optional<User> find(UUID id) {
        return known.get(id, users::find);
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) Change change) {
        if (change.isOf(Kind.USER)) {
            known.forget(change.id());
        }
    }
}
