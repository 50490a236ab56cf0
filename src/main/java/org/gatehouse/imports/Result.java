package org.gatehouse.imports;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/** What became of a row of an import. */
public enum Result {
    WAITING(null),
    INVITED(null),
    ALREADY_INVITED("This address is invited already."),
    ALREADY_MEMBER("This address is a member's already."),
    DUPLICATE("This address stands further up as well."),
    /** The row itself says what is wrong with it. */
    INVALID(null),
    FORBIDDEN("Whoever imported this may not give this role here, or not any more."),
    LIMIT("The organization has as many open invitations as it may have. Revoke some, then import the file again.");

    /** Those who were not invited by this import. */
    public static final Set<Result> NOT_INVITED = EnumSet.range(ALREADY_INVITED, LIMIT);

    private final @Nullable String sentence;

    Result(@Nullable String sentence) {
        this.sentence = sentence;
    }

    /** Why it is so, for people; null where there is nothing to explain. */
    public @Nullable String sentence() {
        return sentence;
    }

    /** Whether the row was not taken at all. */
    boolean isRefused() {
        return compareTo(DUPLICATE) >= 0;
    }

    /** As the API spells it: {@code already_member}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidProblem if no result is called so */
    public static Result of(String word) {
        return Arrays.stream(values())
                .filter(result -> result.word().equals(word))
                .findAny()
                .orElseThrow(() -> new InvalidProblem("result", "Choose a result, such as invited or invalid."));
    }
}
