package org.gatehouse.settings;

import java.util.regex.Pattern;

/** When a secret is none: too short, easily guessed, or known to everybody. */
public final class SecretRules {

    /** A sentence for whoever needs another one. */
    public static final String HOW_TO_MAKE_ONE =
            "Give 32 random characters or more, e.g. from `openssl rand -base64 48`.";

    private static final int SHORTEST_KEY = 32;
    /** Random ones have more, even of digits alone. */
    private static final int FEWEST_DIFFERENT = 8;

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(change|replace|secret|password|default|example|insecure).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** What the bundled realm and compose file carry begins with this; it must never guard anything real. */
    private static final String DEMO = "demo-only-";

    private SecretRules() {}

    public static boolean isShort(String key) {
        return key.length() < SHORTEST_KEY;
    }

    /** Whether it has fewer than eight different characters, or begins as placeholders do. */
    public static boolean isGuessable(String key) {
        return key.chars().distinct().count() < FEWEST_DIFFERENT
                || PLACEHOLDER.matcher(key).matches();
    }

    /** Whether it is one of those that come with Gatehouse. */
    public static boolean isDemo(String secret) {
        return secret.startsWith(DEMO);
    }
}
