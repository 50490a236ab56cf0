package org.gatehouse.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Slugs by which the configuration names organizations: who takes one would get what it gives, so only administrators can. */
@ApplicationScoped
public class ReservedSlugs {

    private volatile Set<String> slugs = Set.of();

    public void reserve(Set<String> slugs) {
        this.slugs = Set.copyOf(slugs);
    }

    boolean contain(Slug slug) {
        return slugs.contains(slug.toString());
    }
}
