package org.gatehouse.user;

import java.util.regex.Pattern;
import org.gatehouse.mail.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the OpenID Provider says of somebody who signs in (OpenID Connect Core 1.0, section 5.1).
 *
 * @param administrator whether it gives them the role {@link #ADMINISTRATOR}
 */
public record Identity(
        String issuer,
        String subject,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String fullName,
        boolean administrator) {

    /** The role, in the claim {@code groups}, of those who run this Gatehouse. */
    public static final String ADMINISTRATOR = "gatehouse-admin";

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_EMAIL = 320;
    /** Ends of lines and all kinds of space, and halves of characters, of which databases keep a question mark. */
    private static final String NOT_TO_READ = "\\p{Cc}\\p{Z}\\p{Cs}";

    private static final Pattern ONE_ADDRESS = Pattern.compile("[^@" + NOT_TO_READ + "]+@[^@" + NOT_TO_READ + "]+");

    /** What cannot be an address is none: too long a one must not keep anybody from signing in. */
    public Identity {
        if (email != null && !(ONE_ADDRESS.matcher(email).matches() && fits(email))) {
            email = null;
        }
        emailVerified = emailVerified && email != null;
    }

    /** What to call them, in one line: their name, else their address's local part, else "Somebody". */
    public String name() {
        String name = fullName == null
                ? ""
                : fullName.replaceAll("[" + NOT_TO_READ + "]+", " ").strip();
        if (name.isEmpty()) {
            name = email == null ? "Somebody" : EmailAddress.localPart(email);
        }
        return User.cut(name, LONGEST_NAME);
    }

    private static boolean fits(String email) {
        return email.length() <= LONGEST_EMAIL && EmailAddress.key(email).length() <= LONGEST_EMAIL;
    }
}
