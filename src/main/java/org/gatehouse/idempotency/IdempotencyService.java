package org.gatehouse.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.session.EncryptionKey;
import org.jspecify.annotations.Nullable;

/** Remembers for a day what was answered to requests with an {@code Idempotency-Key}. */
@ApplicationScoped
@Transactional
public class IdempotencyService {

    private static final Duration MEMORY = Duration.ofDays(1);
    private static final String OWN = "Only the caller's own requests.";

    @Inject
    IdempotentRequestRepository requests;

    @Inject
    EncryptionKey encryption;

    @Inject
    Clock clock;

    /**
     * Begins a request, unless it was answered before.
     *
     * @param id of caller and key
     * @param fingerprint of everything that has to be the same when it is repeated
     * @return the answer of then; empty where the work is to be done now
     * @throws ConflictProblem if it is being worked on
     * @throws Problem 422 if the key belongs to another request
     */
    @NeedsNoPermission(OWN)
    public Optional<StoredAnswer> begin(String id, String fingerprint) {
        Instant now = clock.instant();
        if (requests.addIfAbsent(id, fingerprint, now)) {
            return Optional.empty();
        }
        IdempotentRequest earlier = requests.lock(id).orElseThrow(IdempotencyService::inProgress);
        if (!earlier.isSameAs(fingerprint)) {
            throw new Problem(
                    422,
                    "idempotency-key-reused",
                    "Idempotency key reused",
                    "This Idempotency-Key was sent with another request. Use a new one for each.");
        }
        if (earlier.isAbandoned(now)) {
            earlier.beginAnew(now);
            return Optional.empty();
        }
        return Optional.of(earlier.answer()
                .map(answer -> answer.withBody(decrypt(answer.body())))
                .orElseThrow(IdempotencyService::inProgress));
    }

    @NeedsNoPermission(OWN)
    public void complete(String id, StoredAnswer answer) {
        String body = answer.body() == null ? null : encryption.encrypt(answer.body());
        requests.lock(id).ifPresent(request -> request.complete(answer.withBody(body)));
    }

    /** It came to nothing: the same may be tried again. */
    @NeedsNoPermission(OWN)
    public void forget(String id) {
        requests.lock(id).ifPresent(requests::remove);
    }

    @NeedsNoPermission("Housekeeping.")
    public void removeOld() {
        requests.removeBegunBefore(clock.instant().minus(MEMORY));
    }

    private @Nullable String decrypt(@Nullable String body) {
        return body == null ? null : encryption.decrypt(body).orElseThrow(IdempotencyService::unreadable);
    }

    private static ConflictProblem inProgress() {
        return new ConflictProblem(
                "request-in-progress", "The same request is being worked on. Repeat it in a moment for its answer.");
    }

    private static ConflictProblem unreadable() {
        return new ConflictProblem(
                "answer-lost",
                "This request was answered, but under another SECRET_KEY. Look whether it had its effect.");
    }
}
