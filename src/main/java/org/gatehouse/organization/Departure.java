package org.gatehouse.organization;

/** What becomes of an organization when one of its members leaves for good. */
public record Departure(OrganizationView organization, Fate fate) {

    public enum Fate {
        /** They are its only owner, and others belong to it: they cannot leave. */
        BLOCKED,
        /** It goes on without them. */
        LEFT,
        /** Nobody else belongs to it. */
        DELETED
    }
}
