package org.gatehouse.link;

import java.util.Locale;

/** Whether people can join by a link, and if not, why. */
public enum LinkStatus {
    OPEN,
    USED_UP,
    EXPIRED,
    /** Somebody who runs the organization ended it. */
    ENDED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
