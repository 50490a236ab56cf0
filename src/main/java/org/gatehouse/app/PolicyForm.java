package org.gatehouse.app;

import static java.util.stream.Collectors.toCollection;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.access.Role;
import org.gatehouse.page.FormFields;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.InvalidProblem;

/**
 * Whom an application lets in, as a form: an access or a role by one choice, and rules as rows, of which some are always
 * empty so that there can be more without a script.
 */
@Named
@RequestScoped
public class PolicyForm {

    private static final int SPARE_ROWS = 3;
    private static final List<String> CHOICES = Stream.concat(
                    Arrays.stream(Access.values())
                            .filter(access -> access != Access.ROLE)
                            .map(Access::word),
                    Arrays.stream(Role.values()).map(Role::word))
            .toList();

    @Inject
    Texts texts;

    private String who = "";
    private String organization = "";
    private List<Row> rows = new ArrayList<>();

    /**
     * Begins with what is so, unless something was typed already.
     *
     * @param words how an organization is told in the form; empty where it cannot be
     */
    void begin(Policy policy, List<PathRule> rules, Function<UUID, String> words) {
        if (FormFields.find("who").isEmpty()) {
            who = choice(policy, words);
            organization = policy.getOrganizationId().map(words).orElse("");
            rows = rules.stream()
                    .map(rule -> new Row(
                            rule.path(),
                            choice(rule.policy(), words),
                            rule.policy().getOrganizationId().map(words).orElse("")))
                    .collect(toCollection(ArrayList::new));
        } else {
            who = typed("who", 0);
            organization = typed("organization", 0).strip();
            rows = IntStream.range(0, FormFields.all("rule_path").size())
                    .mapToObj(i -> new Row(
                            typed("rule_path", i).strip(),
                            typed("rule_who", i),
                            typed("rule_organization", i).strip()))
                    .filter(row -> !row.path().isEmpty())
                    .collect(toCollection(ArrayList::new));
        }
    }

    /**
     * What was chosen.
     *
     * @param ids an organization's id by how it is told in the form
     * @throws InvalidProblem at {@code who} or {@code organization}
     */
    Policy policy(Function<String, UUID> ids) {
        return at("who", () -> policy(who, organization, ids));
    }

    /** @throws InvalidProblem at {@code rules}, saying which one it is about */
    List<PathRule> rules(Function<String, UUID> ids) {
        List<FieldError> errors = new ArrayList<>();
        List<PathRule> rules = new ArrayList<>();
        for (Row row : rows) {
            try {
                rules.add(PathRule.of(
                        row.path(),
                        policy(row.who(), row.organization().isEmpty() ? organization : row.organization(), ids)));
            } catch (InvalidProblem invalid) {
                errors.add(new FieldError("rules", texts.of("apps.rules.wrong", row.path(), invalid.detail())));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidProblem(errors);
        }
        return at("rules", () -> AppTerms.requireRules(rules));
    }

    private static Policy policy(String who, String organization, Function<String, UUID> ids) {
        return isRole(who)
                ? Policy.of(Access.ROLE.word(), Optional.of(ids.apply(organization)), Optional.of(who))
                : Policy.of(who, Optional.empty(), Optional.empty());
    }

    /** Whatever is wrong is told at this field of the page. */
    static <T> T at(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidProblem invalid) {
            throw new InvalidProblem(field, invalid.detail());
        }
    }

    private static boolean isRole(String choice) {
        return Arrays.stream(Role.values()).map(Role::word).anyMatch(choice::equals);
    }

    /** Empty where the form cannot say it: then it has to be chosen anew. */
    private static String choice(Policy policy, Function<UUID, String> words) {
        return policy.getRole()
                .map(role -> policy.getOrganizationId().map(words).orElse("").isEmpty() ? "" : role.word())
                .orElseGet(() -> policy.getAccess().word());
    }

    private String typed(String field, int row) {
        List<String> values = FormFields.all(field);
        return row < values.size() ? values.get(row) : "";
    }

    public List<String> getChoices() {
        return CHOICES;
    }

    public String getWho() {
        return who;
    }

    public String getOrganization() {
        return organization;
    }

    /** With the empty ones. */
    public List<Row> getRows() {
        return Stream.concat(
                        rows.stream(),
                        Stream.generate(() -> new Row("", Access.PUBLIC.word(), ""))
                                .limit(SPARE_ROWS))
                .toList();
    }

    /** A rule as it was typed. */
    public record Row(String path, String who, String organization) {}
}
