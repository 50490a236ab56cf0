package org.gatehouse.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.problem.InvalidProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationTest {

    @Test
    void aNameLosesTheSpaceAroundIt() {
        assertThat(SomeOrganization.named("  Acme Research ").getName()).isEqualTo("Acme Research");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u00a0",
                "\u200b",
                "Acme\nResearch",
                "Acme\u2028Research",
                "Acme\u0000",
                "Acme\u0085",
                "Acme\ud83d"
            })
    void aNameIsOneLineToRead(String name) {
        Organization acme = SomeOrganization.named("Acme");

        assertThatThrownBy(() -> acme.rename(name, Slug.parse("acme"))).isInstanceOf(InvalidProblem.class);
        assertThat(acme.getName()).isEqualTo("Acme");
    }

    @Test
    void aNameHasAHundredCharactersAtMost() {
        assertThat(Organization.requireName("a".repeat(100))).hasSize(100);
        assertThatThrownBy(() -> Organization.requireName("a".repeat(101))).isInstanceOf(InvalidProblem.class);
    }
}
