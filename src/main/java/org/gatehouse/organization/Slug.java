package org.gatehouse.organization;

import java.util.regex.Pattern;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.User;

/** An organization's name in addresses: unique, 1 to 63 lower-case letters, digits and inner hyphens. */
public record Slug(String value) {

    static final int LONGEST = 63;
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws InvalidProblem if it is none */
    public static Slug parse(String typed) {
        String slug = typed.strip();
        if (!FORM.matcher(slug).matches()) {
            throw new InvalidProblem(
                    "slug", "Use 1 to 63 lower-case letters, digits and hyphens, with no hyphen at either end.");
        }
        return new Slug(slug);
    }

    /** The nearest slug to any text; {@code team} where nothing of it can stay. */
    public static Slug from(String text) {
        String slug = trimHyphens(User.nameKey(text).replaceAll("[^a-z0-9]+", "-"));
        return new Slug(slug.isEmpty() ? "team" : shorten(slug, LONGEST));
    }

    /** The same slug with a number behind it, for when it is taken. */
    Slug numbered(int number) {
        String suffix = "-" + number;
        return new Slug(shorten(value, LONGEST - suffix.length()) + suffix);
    }

    private static String shorten(String slug, int length) {
        return slug.length() <= length ? slug : trimHyphens(slug.substring(0, length));
    }

    private static String trimHyphens(String slug) {
        return slug.replaceAll("^-+|-+$", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
