package org.gatehouse.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request with an {@code Idempotency-Key}, and once it is done its answer. */
@Entity
@Table(name = "idempotent_request")
public class IdempotentRequest {

    /** Longer than any request takes: the node that worked on it has died. */
    private static final Duration LONGEST_WORK = Duration.ofMinutes(2);

    @Id
    private String id;

    private String fingerprint;

    @Column(name = "begun_at")
    private Instant begunAt;

    private @Nullable Integer status;
    private @Nullable String location;

    @Column(name = "content_type")
    private @Nullable String contentType;

    private @Nullable String body;

    protected IdempotentRequest() {}

    boolean isSameAs(String fingerprint) {
        return this.fingerprint.equals(fingerprint);
    }

    /** Whether nobody works on it any more, though it never was answered. */
    boolean isAbandoned(Instant now) {
        return status == null && begunAt.plus(LONGEST_WORK).isBefore(now);
    }

    void beginAnew(Instant now) {
        begunAt = now;
    }

    void complete(StoredAnswer answer) {
        status = answer.status();
        location = answer.location();
        contentType = answer.contentType();
        body = answer.body();
    }

    /** Empty while it is worked on. */
    Optional<StoredAnswer> answer() {
        return Optional.ofNullable(status).map(known -> new StoredAnswer(known, location, contentType, body));
    }
}
