package org.gatehouse.metrics;

import static java.util.Map.entry;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.gatehouse.access.Method;
import org.gatehouse.cache.LocalCache;
import org.gatehouse.problem.Problem;

/** The counters and gauges, each of which {@code docs/operations.md} explains. */
@ApplicationScoped
public class Metrics {

    private static final String CHECKS = "gatehouse_checks";
    private static final String SIGN_INS = "gatehouse_sign_ins";
    private static final String SIGN_INS_FAILED = "gatehouse_sign_ins_failed";
    private static final String REFUSED = "gatehouse_credentials_refused";

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            entry(CHECKS, "Requests, by how the caller proved who they are"),
            entry(SIGN_INS, "Sessions that were begun or renewed by signing in"),
            entry(SIGN_INS_FAILED, "Sign-ins at the provider that came to nothing"),
            entry(REFUSED, "Requests refused for the credential that they brought"));

    @Inject
    MetricRegistry registry;

    /** Looked up once: they are asked for with each request. */
    private final Map<Method, Counter> checks = new EnumMap<>(Method.class);

    @PostConstruct
    void begin() {
        for (Method method : Method.values()) {
            checks.put(method, counter(CHECKS, new Tag("method", method.word())));
        }
    }

    public void checked(Method method) {
        Objects.requireNonNull(checks.get(method)).inc();
    }

    /** @param method how, in a word */
    public void signedIn(String method) {
        counter(SIGN_INS, new Tag("method", method)).inc();
    }

    /** @param cause in a word */
    public void signInFailed(String cause) {
        counter(SIGN_INS_FAILED, new Tag("cause", cause)).inc();
    }

    public void refused(Problem refusal) {
        counter(REFUSED, new Tag("cause", refusal.type())).inc();
    }

    /** Tells from now on what a cache is worth. */
    public void watch(String name, LocalCache<?, ?> cache) {
        Tag tag = new Tag("cache", name);
        gauge("gatehouse_cache_hits", "Lookups that a cache could answer", cache::hits, tag);
        gauge("gatehouse_cache_misses", "Lookups that went on to the database", cache::misses, tag);
        gauge("gatehouse_cache_entries", "What a cache remembers", cache::size, tag);
    }

    /** Tells a number from now on, whoever asks for it: it must not take long. */
    public void gauge(String name, String meaning, Supplier<Number> number, Tag... tags) {
        registry.gauge(metadata(name, meaning), number, tags);
    }

    private Counter counter(String name, Tag tag) {
        return registry.counter(metadata(name, MEANINGS.getOrDefault(name, "")), tag);
    }

    private static Metadata metadata(String name, String meaning) {
        return Metadata.builder().withName(name).withDescription(meaning).build();
    }
}
