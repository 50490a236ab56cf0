package org.gatehouse.organization;

import org.gatehouse.access.Role;

/**
 * Somebody's role in an organization.
 *
 * @param slug the organization's
 * @param managed whether the provider's roles made it
 */
public record Standing(String slug, Role role, boolean managed) {}
