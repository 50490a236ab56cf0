package org.gatehouse.apikey;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.access.Secret;

/**
 * What a program sends: {@code gate_1a2b3c4d_…}. Secret scanners know it by its form, people by its prefix.
 *
 * @param prefix the part that may be shown
 * @param whole all of it, prefix included
 */
public record ApiKeySecret(String prefix, Secret whole) {

    private static final Pattern FORM = Pattern.compile("(gate_[0-9a-f]{8})_[\\w-]{43}");
    private static final int PREFIX_DIGITS = 8;

    static ApiKeySecret random() {
        String prefix = "gate_" + Secret.random().hash().substring(0, PREFIX_DIGITS);
        return new ApiKeySecret(
                prefix, new Secret(prefix + "_" + Secret.random().value()));
    }

    /** What was sent, if it has the form of an API key. */
    public static Optional<ApiKeySecret> parse(String sent) {
        Matcher form = FORM.matcher(sent);
        return form.matches() ? Optional.of(new ApiKeySecret(form.group(1), new Secret(sent))) : Optional.empty();
    }
}
