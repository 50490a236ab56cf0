package org.gatehouse.session;

import java.util.Locale;

/** How a session was begun. */
public enum SignInMethod {
    /** At the OpenID Provider. */
    OIDC,
    /** With a shared token: by nobody in particular. */
    SHARED_TOKEN,
    /** By a way in that was added to Gatehouse. */
    CUSTOM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
