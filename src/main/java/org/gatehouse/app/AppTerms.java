package org.gatehouse.app;

import static java.util.Comparator.comparing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/**
 * What an application is to be.
 *
 * @param policy where no rule says otherwise
 * @param handedTo the organization whose admins may change policy and rules; null for none
 */
public record AppTerms(
        String name,
        AppAddress address,
        Policy policy,
        List<PathRule> rules,
        @Nullable UUID handedTo) {

    private static final int MOST_RULES = 50;

    /** @throws InvalidProblem if there are too many, or two for one path */
    public static List<PathRule> requireRules(List<PathRule> rules) {
        if (rules.size() > MOST_RULES) {
            throw new InvalidProblem("rules", "An application has at most " + MOST_RULES + " rules.");
        }
        Set<String> paths = new HashSet<>();
        List<FieldError> repeated = rules.stream()
                .filter(rule -> !paths.add(rule.path()))
                .map(rule -> new FieldError(
                        "rules/" + rules.lastIndexOf(rule) + "/path", "There are two rules for " + rule.path() + "."))
                .toList();
        if (!repeated.isEmpty()) {
            throw new InvalidProblem(repeated);
        }
        return rules;
    }

    /** The same, with its rules by their paths. */
    AppTerms sorted() {
        List<PathRule> byPath = rules.stream().sorted(comparing(PathRule::path)).toList();
        return new AppTerms(name, address, policy, byPath, handedTo);
    }

    /** The organizations that are named, each by its field. */
    static Stream<Named> organizations(Policy policy, List<PathRule> rules) {
        return Stream.concat(
                Named.of("org_id", policy.getOrganizationId()),
                Stream.iterate(0, i -> i < rules.size(), i -> i + 1)
                        .flatMap(i -> Named.of(
                                "rules/" + i + "/org_id", rules.get(i).policy().getOrganizationId())));
    }

    Stream<Named> organizations() {
        return Stream.concat(organizations(policy, rules), Named.of("handed_to", Optional.ofNullable(handedTo)));
    }

    record Named(String field, UUID organizationId) {

        static Stream<Named> of(String field, Optional<UUID> organizationId) {
            return organizationId.stream().map(id -> new Named(field, id));
        }
    }
}
