package org.gatehouse.access;

import java.util.Locale;

/** How a caller proved who they are. */
public enum Method {
    SESSION,
    BEARER,
    API_KEY,
    SHARED_TOKEN,
    APP_TOKEN,
    /** By a way in that was added to Gatehouse. */
    CUSTOM,
    ANONYMOUS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
