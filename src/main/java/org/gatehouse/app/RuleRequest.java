package org.gatehouse.app;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.problem.InvalidProblem;

/** A rule as the API takes it. */
public record RuleRequest(String path, String access, Optional<UUID> orgId, Optional<String> role) {

    /** @throws InvalidProblem naming every value that cannot be taken, in each of the rules */
    static List<PathRule> toRules(List<RuleRequest> rules) {
        return AppTerms.requireRules(InvalidProblem.requireEach("rules", rules, RuleRequest::toRule));
    }

    private PathRule toRule() {
        InvalidProblem.requireAll(() -> PathPrefix.parse(path), () -> Policy.of(access, orgId, role));
        return PathRule.of(path, Policy.of(access, orgId, role));
    }
}
