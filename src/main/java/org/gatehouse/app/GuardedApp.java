package org.gatehouse.app;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.cache.Cached;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.ChangeListener;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/** An application behind Gatehouse: where it is, whom it lets in, and who may change that. */
@Entity
@Table(name = "guarded_app")
@EntityListeners(ChangeListener.class)
public class GuardedApp implements Cached {

    private static final int LONGEST_LABEL = 320;
    private static final int LONGEST_SUMMARY = 500;

    @Id
    private UUID id;

    private String name;
    private String host;
    private String path;

    @Embedded
    private Policy policy;

    @OneToMany(mappedBy = "app", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<StoredRule> rules = new ArrayList<>();

    @Column(name = "handed_to")
    private @Nullable UUID handedTo;

    private boolean declared;

    @Column(name = "created_at")
    private Instant createdAt;

    protected GuardedApp() {}

    private GuardedApp(UUID id, AppTerms terms, boolean declared, Instant now) {
        this.id = id;
        this.declared = declared;
        this.createdAt = now;
        change(terms);
    }

    static GuardedApp made(AppTerms terms, Instant now) {
        return new GuardedApp(UUID.randomUUID(), terms, false, now);
    }

    /** One of the file. Its id follows from its address, so that what verifies assertions need not change with a database. */
    static GuardedApp declared(AppTerms terms, Instant now) {
        String address = "declared:" + terms.address();
        return new GuardedApp(UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8)), terms, true, now);
    }

    /**
     * The file declares it.
     *
     * @return whether that changes anything
     */
    boolean declare(AppTerms terms) {
        if (declared && terms.sorted().equals(terms())) {
            return false;
        }
        declared = true;
        change(terms);
        return true;
    }

    final void change(AppTerms terms) {
        name = terms.name();
        host = terms.address().host();
        path = terms.address().path().toString();
        handedTo = terms.handedTo();
        policy = terms.policy();
        changeRules(terms.rules());
    }

    void changePolicy(Policy policy, List<PathRule> rules) {
        this.policy = policy;
        changeRules(rules);
    }

    /** A row for a path that is there already is kept. */
    private void changeRules(List<PathRule> wanted) {
        Map<PathPrefix, Policy> policies = wanted.stream().collect(toMap(PathRule::prefix, PathRule::policy));
        rules.removeIf(row -> !policies.containsKey(row.toRule().prefix()));
        rules.forEach(row ->
                row.change(Objects.requireNonNull(policies.remove(row.toRule().prefix()))));
        policies.forEach((prefix, wantedPolicy) -> rules.add(new StoredRule(this, new PathRule(prefix, wantedPolicy))));
    }

    private AppTerms terms() {
        return new AppTerms(name, address(), policy, getRules(), handedTo);
    }

    AppAddress address() {
        return new AppAddress(host, PathPrefix.known(path));
    }

    /** @param path decoded and free of dots, double slashes and the like */
    boolean covers(String path) {
        return address().path().covers(path);
    }

    /** Whom a path that it {@linkplain #covers covers} lets in: of the rules the longest decides. */
    public Policy policyAt(String path) {
        String inside = path.substring(address().path().value().length());
        return rules.stream()
                .map(StoredRule::toRule)
                .filter(rule -> rule.prefix().covers(inside))
                .max(comparing(rule -> rule.prefix().value().length()))
                .map(PathRule::policy)
                .orElse(policy);
    }

    /** How audit tells which one it was: name and address. */
    String label() {
        return User.cut(name + " (" + address() + ")", LONGEST_LABEL);
    }

    /** Whom it lets in, in a few words for the audit. */
    String summary() {
        return User.cut(
                Stream.concat(Stream.of(policy.toString()), getRules().stream().map(PathRule::toString))
                        .collect(joining(", ")),
                LONGEST_SUMMARY);
    }

    @Override
    public Change change() {
        return new Change(Change.Kind.APP, id);
    }

    /** Stable as long as it exists: the audience of its assertions. */
    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    /** Empty where it is on our own. */
    public Optional<String> getHost() {
        return Optional.of(host).filter(name -> !name.isEmpty());
    }

    public String getPath() {
        return path;
    }

    public Policy getPolicy() {
        return policy;
    }

    /** By path. */
    public List<PathRule> getRules() {
        return rules.stream()
                .map(StoredRule::toRule)
                .sorted(comparing(PathRule::path))
                .toList();
    }

    public @Nullable UUID getHandedTo() {
        return handedTo;
    }

    /** Whether it stands in the file, and is changed there only. */
    public boolean isDeclared() {
        return declared;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
