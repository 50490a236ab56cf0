package org.gatehouse.app;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;
import org.gatehouse.cache.Cached;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.ChangeListener;

/** The row of a {@link PathRule}: one for each path of an application. */
@Entity
@Table(name = "guarded_app_rule")
@EntityListeners(ChangeListener.class)
class StoredRule implements Cached {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "app_id")
    private GuardedApp app;

    private String path;

    @Embedded
    private Policy policy;

    protected StoredRule() {}

    StoredRule(GuardedApp app, PathRule rule) {
        this.id = UUID.randomUUID();
        this.app = app;
        this.path = rule.prefix().value();
        this.policy = rule.policy();
    }

    @Override
    public Change change() {
        return new Change(Change.Kind.APP, app.getId());
    }

    void change(Policy policy) {
        this.policy = policy;
    }

    PathRule toRule() {
        return new PathRule(new PathPrefix(path), policy);
    }
}
