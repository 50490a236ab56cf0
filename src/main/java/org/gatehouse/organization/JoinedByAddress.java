package org.gatehouse.organization;

import java.util.UUID;

/** A user has become a member of several organizations at once, in one statement. Told as {@link OrganizationChange} is. */
public record JoinedByAddress(UUID userId) {}
