package org.gatehouse.keycloak;

import java.util.Locale;

/** A role of Keycloak's client {@code realm-management} that the service account has. */
public enum ManagementRole {
    /** Finds, makes and deletes users, and ends their sessions. */
    MANAGE_USERS,
    /** Reads and writes organizations; who their members are takes {@link #MANAGE_USERS} as well. */
    MANAGE_ORGANIZATIONS;

    /** As Keycloak calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
