package org.gatehouse.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What was answered.
 *
 * @param body as it was sent; null where there was none
 */
record StoredAnswer(
        int status,
        @Nullable String location,
        @Nullable String contentType,
        @Nullable String body) {

    StoredAnswer withBody(@Nullable String other) {
        return new StoredAnswer(status, location, contentType, other);
    }
}
