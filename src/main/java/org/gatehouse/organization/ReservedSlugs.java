package org.gatehouse.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.gatehouse.settings.Settings;

/** Slugs by which the configuration names organizations: who takes one would get what it gives, so only administrators can. */
@ApplicationScoped
public class ReservedSlugs {

    @Inject
    Settings settings;

    private volatile Set<String> slugs = Set.of();

    public void reserve(Set<String> slugs) {
        this.slugs = Set.copyOf(slugs);
    }

    /** Whether {@code ROLE_MAPPING} names it. */
    boolean isMapped(String slug) {
        return settings.roleMapping()
                .filter(mapping -> mapping.organizations().contains(slug))
                .isPresent();
    }

    boolean contain(Slug slug) {
        return slugs.contains(slug.value()) || isMapped(slug.value());
    }
}
