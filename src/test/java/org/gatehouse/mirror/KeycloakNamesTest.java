package org.gatehouse.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeycloakNamesTest {
    private static final UUID ID = UUID.fromString("1d0c7f5a-6f0e-4f55-8a83-3f5b8f0f6f20");
    private final KeycloakNames names = new KeycloakNames(ID, "Acme", "acme");

    @Test
    void theNameItselfComesFirstThenTheSlugInBracketsThenAPieceOfTheId() {
        assertThat(names.names()).containsExactly("Acme", "Acme (acme)", "Acme (acme, 1d0c7f5a)");
        assertThat(names.aliases()).containsExactly("acme", "acme-1d0c7f5a");
    }

    @Test
    void whatItIsCalledThereMayBeAnyOfThem() {
        assertThat(names.include("Acme")).isTrue();
        assertThat(names.include("Acme (acme)")).isTrue();
        assertThat(names.include("Acme (other)")).isFalse();
    }
}
