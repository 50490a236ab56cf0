package org.gatehouse.signin;

import java.util.regex.Pattern;
import org.gatehouse.user.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a way in of one's own vouches for. Each source has an issuer of its own, so that nobody becomes who signs in
 * at the OpenID Provider, whatever their address.
 *
 * @param source tells one way in from another, e.g. {@code legacy-gateway}
 * @param subject who it is there; never given to anybody else
 * @param emailVerified whether the source vouches that the address is theirs: invitations to it are theirs then, and {@code
 *     ADMIN_EMAILS} counts
 */
public record CustomIdentity(
        String source,
        String subject,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String name) {

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,40}");
    private static final int LONGEST_SUBJECT = 255;

    /** @throws IllegalArgumentException if source or subject cannot be taken */
    public CustomIdentity {
        if (!SOURCE.matcher(source).matches()) {
            throw new IllegalArgumentException("A source has 1 to 40 lower-case letters, digits and hyphens");
        }
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("A subject has 1 to " + LONGEST_SUBJECT + " characters");
        }
    }

    /** No provider's issuer can be the same: those are addresses. */
    Identity toIdentity() {
        return new Identity("custom:" + source, subject, email, emailVerified, name, false);
    }
}
