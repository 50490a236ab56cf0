package org.gatehouse.setup;

import java.util.Locale;

/** What is looked at, in the order in which it is told. */
public enum Subject {
    DISCOVERY,
    CREDENTIALS,
    REDIRECT_URI,
    KEYCLOAK,
    COOKIE,
    PROXY,
    ORIGINS,
    SECRETS,
    SHARED_TOKEN,
    CLOCKS,
    DATABASE,
    MAIL,
    METRICS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
