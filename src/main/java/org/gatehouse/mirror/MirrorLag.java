package org.gatehouse.mirror;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far Keycloak is behind.
 *
 * @param waiting changes that it does not have yet
 * @param since when the oldest of them was made; null where there is none
 */
public record MirrorLag(long waiting, @Nullable Instant since) {}
