package org.gatehouse.user;

import org.gatehouse.mail.EmailAddress;
import org.jspecify.annotations.Nullable;

/** What the OpenID Provider says of somebody who signs in (OpenID Connect Core 1.0, section 5.1). */
public record Identity(
        String issuer,
        String subject,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String fullName) {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_EMAIL = 320;

    /** An address too long to be one is none. */
    public Identity {
        if (email != null && (email.isBlank() || email.length() > LONGEST_EMAIL)) {
            email = null;
        }
        emailVerified = emailVerified && email != null;
    }

    /** What to call them: their name, else their address's local part, else "Somebody". */
    public String name() {
        String name = fullName;
        if (name == null || name.isBlank()) {
            name = email == null ? "Somebody" : EmailAddress.localPart(email);
        }
        return name.strip().substring(0, Math.min(LONGEST_NAME, name.strip().length()));
    }
}
