package org.gatehouse.app;

import java.time.Instant;
import java.util.Optional;

/** A token as the API takes it. */
public record AppTokenRequest(String name, Optional<Instant> expiresAt) {}
