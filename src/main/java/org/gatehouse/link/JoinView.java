package org.gatehouse.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;

/**
 * A link as who opens it sees it.
 *
 * @param domains of the addresses that are admitted; none admits all
 * @param member whether the caller belongs to the organization already
 * @param refusal why the caller is not admitted; empty if they are, and while nobody is signed in
 */
public record JoinView(
        UUID organizationId,
        String organizationName,
        Role role,
        Optional<String> inviterName,
        Instant expiresAt,
        List<String> domains,
        LinkStatus status,
        boolean member,
        Optional<String> refusal) {}
