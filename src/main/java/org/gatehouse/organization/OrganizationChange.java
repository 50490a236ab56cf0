package org.gatehouse.organization;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization is another one than before, or other people belong to it. Told as a CDI event in the transaction that changes it.
 *
 * @param userId who joined or left; null where it is the organization itself
 */
public record OrganizationChange(
        UUID organizationId, @Nullable UUID userId) {}
