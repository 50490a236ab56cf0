package org.gatehouse.settings;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the provider says of people that makes them members here: the lines of {@code ROLE_MAPPING}. */
public record RoleMapping(List<Line> lines) {

    private static final Pattern LINE = Pattern.compile("(?<claim>[^=]+?)\\s*=\\s*(?<value>.+?)\\s*->"
            + "\\s*(?<organization>[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\\s*:\\s*(?<role>\\S+)");
    private static final Set<String> ROLES = Set.of("owner", "admin", "editor", "viewer");

    /** @throws IllegalArgumentException naming each line that is none */
    static RoleMapping parse(String text) {
        List<Line> lines = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        String[] parts = text.split("\\R|;", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            Matcher line = LINE.matcher(part);
            if (part.isEmpty()) {
                continue;
            }
            if (!line.matches()) {
                wrong.add("line " + (i + 1) + ", " + part
                        + ": write claim=value -> organization:role, e.g. groups=engineering -> acme:editor");
            } else if (!ROLES.contains(line.group("role"))) {
                wrong.add("line " + (i + 1) + ", " + part + ": the role is one of owner, admin, editor and viewer.");
            } else {
                lines.add(new Line(
                        line.group("claim"), line.group("value"), line.group("organization"), line.group("role")));
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return new RoleMapping(List.copyOf(lines));
    }

    /** The organizations that it names, by slug. */
    public Set<String> organizations() {
        return lines.stream().map(Line::organization).collect(toUnmodifiableSet());
    }

    /**
     * Who has this value in this claim has this role.
     *
     * @param claim its name, or a path with dots
     * @param organization by its slug
     * @param role the word of one
     */
    public record Line(String claim, String value, String organization, String role) {}
}
