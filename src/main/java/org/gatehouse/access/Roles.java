package org.gatehouse.access;

import java.util.Optional;
import java.util.UUID;

/** Answers which role somebody has; {@code organization} knows. */
public interface Roles {

    Optional<Role> findRole(UUID userId, UUID organizationId);

    boolean organizationExists(UUID organizationId);
}
