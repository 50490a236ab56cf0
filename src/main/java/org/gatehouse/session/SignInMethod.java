package org.gatehouse.session;

import java.util.Locale;

/** How a session was begun. */
public enum SignInMethod {
    /** At the OpenID Provider. */
    OIDC;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
