package org.gatehouse.app;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.Change.Kind;
import org.gatehouse.cache.LocalCache;
import org.gatehouse.metrics.Metrics;
import org.gatehouse.settings.Settings;

/** The tokens that something was begun with, remembered: each request of a browser that has brought one asks for it. */
@ApplicationScoped
public class KnownAppTokens {

    private static final int MOST = 10_000;

    @Inject
    AppTokenService tokens;

    @Inject
    Settings settings;

    @Inject
    Metrics metrics;

    @Inject
    Clock clock;

    private LocalCache<UUID, TokenHolder> bySecretId;

    @PostConstruct
    void begin() {
        bySecretId = new LocalCache<>(settings.cacheTime(), MOST);
        metrics.watch("app_tokens", bySecretId);
    }

    /**
     * Who has begun something with a token; empty once the token is deleted or expired, or has another secret.
     *
     * @param secretId of the {@link TokenHolder} who began it
     */
    public Optional<TokenHolder> find(UUID secretId) {
        return bySecretId.get(secretId, tokens::find).filter(holder -> !holder.isExpired(clock.instant()));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) Change change) {
        if (change.isOf(Kind.APP)) {
            bySecretId.forgetAll();
        }
    }
}
