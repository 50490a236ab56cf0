package org.gatehouse.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret to be kept by people and programs: {@code gate_1a2b3c4d_…}. Secret scanners know it by its form, people by its
 * prefix.
 *
 * @param prefix the part that may be shown
 * @param whole all of it, prefix included
 */
public record PrefixedSecret(String prefix, Secret whole) {

    private static final int PREFIX_DIGITS = 8;

    public static PrefixedSecret random(Kind kind) {
        return of(kind, Secret.random());
    }

    /** @param bits 256 of them, in the 43 characters of {@link Secret#encode} */
    public static PrefixedSecret of(Kind kind, Secret bits) {
        String prefix = kind.beginning + bits.hash().substring(0, PREFIX_DIGITS);
        return new PrefixedSecret(prefix, new Secret(prefix + "_" + bits.value()));
    }

    /** What was sent, if it has the form of this kind. */
    public static Optional<PrefixedSecret> parse(Kind kind, String sent) {
        Matcher form = kind.form.matcher(sent);
        return form.matches() ? Optional.of(new PrefixedSecret(form.group(1), new Secret(sent))) : Optional.empty();
    }

    /** What a secret opens. */
    public enum Kind {
        API_KEY("gate_"),
        APP_TOKEN("gha_");

        private final String beginning;
        private final Pattern form;

        Kind(String beginning) {
            this.beginning = beginning;
            this.form = Pattern.compile("(" + beginning + "[0-9a-f]{" + PREFIX_DIGITS + "})_[\\w-]{43}");
        }

        /** Whether what was sent is meant to be one of this kind, be it one or not. */
        public boolean isMeantBy(String sent) {
            return sent.startsWith(beginning);
        }
    }
}
