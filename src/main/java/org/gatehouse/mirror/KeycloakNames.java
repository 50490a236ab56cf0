package org.gatehouse.mirror;

import java.util.List;
import java.util.UUID;

/**
 * What an organization is called in Keycloak, where no two may have one name, nor one alias, and an alias stays for good: the
 * name itself, with the slug in brackets where it is taken, and with a piece of the id where somebody there has taken that as well.
 */
record KeycloakNames(UUID id, String name, String slug) {

    /** What to try, in this order. */
    List<String> names() {
        return List.of(name, name + " (" + slug + ")", name + " (" + slug + ", " + piece() + ")");
    }

    /** The slug at the time; who changes the slug later keeps the alias. */
    List<String> aliases() {
        return List.of(slug, slug + "-" + piece());
    }

    boolean include(String present) {
        return names().contains(present);
    }

    private String piece() {
        return id.toString().substring(0, 8);
    }
}
