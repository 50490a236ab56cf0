package org.gatehouse.organization;

import java.time.Instant;

/** An organization that stands in no database. */
public final class SomeOrganization {

    private SomeOrganization() {}

    public static Organization named(String name) {
        return new Organization(name, Slug.from(name), Instant.parse("2026-05-03T10:00:00Z"));
    }
}
