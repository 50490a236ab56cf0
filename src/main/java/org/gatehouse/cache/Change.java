package org.gatehouse.cache;

import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a node may remember has changed. Told as a CDI event in the transaction that changes it; who remembers observes it
 * once that is done ({@code @Observes(during = AFTER_SUCCESS)}), on every node of the cluster ({@link OtherNodes}).
 *
 * @param id which one; null if it may be any of its kind
 */
public record Change(Kind kind, @Nullable UUID id) {

    /** What can be remembered. */
    public enum Kind {
        /** A user, or their membership somewhere. */
        USER,
        SESSION,
        ORGANIZATION,
        /** A guarded application, its rules or its tokens. */
        APP
    }

    public boolean isOf(Kind other) {
        return kind == other;
    }

    /** Outside a container nobody remembers anything. */
    public void tell() {
        container().ifPresent(cdi -> cdi.getBeanManager().getEvent().fire(this));
    }

    private static Optional<CDI<Object>> container() {
        try {
            return Optional.of(CDI.current());
        } catch (IllegalStateException none) {
            return Optional.empty();
        }
    }
}
