package org.gatehouse.guard;

import java.util.Locale;

/** As whom an administrator tries an address. */
public enum Trier {
    NOBODY,
    USER,
    /** Whoever has a token of the application. */
    TOKEN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
