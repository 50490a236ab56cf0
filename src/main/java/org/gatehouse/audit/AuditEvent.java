package org.gatehouse.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing somebody did. Never changed, never joined: what happened outlives whom it happened to. */
@Entity
@Table(name = "audit_event")
public class AuditEvent {

    @Id
    private UUID id;

    @Column(name = "organization_id")
    private @Nullable UUID organizationId;

    @Column(name = "actor_id")
    private @Nullable UUID actorId;

    private @Nullable String actor;
    private String action;
    private String subject;
    private @Nullable String detail;
    private Instant at;

    protected AuditEvent() {}

    AuditEvent(
            @Nullable UUID organizationId,
            @Nullable UUID actorId,
            @Nullable String actor,
            Action action,
            String subject,
            @Nullable String detail,
            Instant at) {
        this.id = UUID.randomUUID();
        this.organizationId = organizationId;
        this.actorId = actorId;
        this.actor = actor;
        this.action = action.word();
        this.subject = subject;
        this.detail = detail;
        this.at = at;
    }

    public UUID getId() {
        return id;
    }

    public @Nullable UUID getOrganizationId() {
        return organizationId;
    }

    public String getAction() {
        return action;
    }

    public String getSubject() {
        return subject;
    }

    public @Nullable UUID getActorId() {
        return actorId;
    }

    /** Who it was, in words that outlive them: an address, a name; null for nobody known. */
    public @Nullable String getActor() {
        return actor;
    }

    public @Nullable String getDetail() {
        return detail;
    }

    public Instant getAt() {
        return at;
    }
}
