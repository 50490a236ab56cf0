package org.gatehouse.invitation;

import java.util.Locale;

/** How far an invitation's mail has come. */
public enum Delivery {
    /** It waits for the mail server, for the first time or again. */
    QUEUED,
    /** The mail server has taken it. */
    DELIVERED,
    /** The mail server refused it for good. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
