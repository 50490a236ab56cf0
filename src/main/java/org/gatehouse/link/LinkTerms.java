package org.gatehouse.link;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.gatehouse.access.Role;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.problem.InvalidProblem;

/**
 * Who may join by a link, as what, how often and until when.
 *
 * @param domains of the addresses that are admitted, as they are compared; none admits all
 */
record LinkTerms(Role role, int maxUses, Instant expiresAt, List<String> domains) {

    /** What a link may make of people, from the least. */
    static final List<Role> ROLES = List.of(Role.VIEWER, Role.EDITOR);

    private static final int MOST_USES = 10_000;
    private static final int MOST_DOMAINS = 20;
    private static final Duration USUAL_LIFETIME = Duration.ofDays(7);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(365);

    /**
     * @param expiresAt kept to the millisecond; in seven days where it is not given
     * @throws InvalidProblem naming every value that cannot be taken
     */
    static LinkTerms parse(
            String role, Optional<Integer> maxUses, Optional<Instant> expiresAt, List<String> domains, Instant now) {
        InvalidProblem.requireAll(
                () -> parseRole(role),
                () -> requireMaxUses(maxUses),
                () -> requireExpiry(expiresAt, now),
                () -> parseDomains(domains));
        return new LinkTerms(
                parseRole(role), requireMaxUses(maxUses), requireExpiry(expiresAt, now), parseDomains(domains));
    }

    private static Role parseRole(String word) {
        Role role = Role.of(word);
        if (!ROLES.contains(role)) {
            throw new InvalidProblem("role", "A link makes viewers or editors. Invite others by mail.");
        }
        return role;
    }

    private static int requireMaxUses(Optional<Integer> maxUses) {
        return maxUses.filter(uses -> uses >= 1 && uses <= MOST_USES)
                .orElseThrow(
                        () -> new InvalidProblem("max_uses", "Give a number of uses from 1 to " + MOST_USES + "."));
    }

    private static Instant requireExpiry(Optional<Instant> expiresAt, Instant now) {
        return expiresAt
                .map(given -> given.truncatedTo(ChronoUnit.MILLIS))
                .or(() -> Optional.of(now.plus(USUAL_LIFETIME)))
                .filter(expiry -> expiry.isAfter(now) && !expiry.isAfter(now.plus(LONGEST_LIFETIME)))
                .orElseThrow(() -> new InvalidProblem(
                        "expires_at", "Give a time within the next " + LONGEST_LIFETIME.toDays() + " days."));
    }

    private static List<String> parseDomains(List<String> domains) {
        List<String> parsed =
                domains.stream().map(EmailAddress::parseDomain).distinct().toList();
        if (parsed.size() > MOST_DOMAINS) {
            throw new InvalidProblem("domains", "Give at most " + MOST_DOMAINS + " domains.");
        }
        return parsed;
    }
}
