package org.gatehouse.sharedtoken;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.access.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedTokenTest {
    private static final Secret KEY = new Secret("4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j");

    private final SharedToken token = SharedToken.of("Öffne dich, Sesam", true, KEY);

    @ParameterizedTest
    @ValueSource(strings = {"Öffne dich, Sesam", "O\u0308ffne dich, Sesam", " Öffne dich, Sesam\r\n"})
    void itIsTheSameHoweverItIsTypedOrPasted(String given) {
        assertThat(token.is(given)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "öffne dich, sesam", "Öffne dich,Sesam", "Öffne dich, Sesam.", "\0"})
    void nothingElseIs(String given) {
        assertThat(token.is(given)).isFalse();
        assertThat(token.is("Öffne dich, Sesam" + "x".repeat(1_000_000))).isFalse();
    }

    @Test
    void itsIdChangesWithItAndTellsNothingOfItWithoutTheKey() {
        assertThat(SharedToken.of("O\u0308ffne dich, Sesam", true, KEY).id()).isEqualTo(token.id());
        assertThat(SharedToken.of("another", true, KEY).id()).isNotEqualTo(token.id());
        assertThat(SharedToken.of("Öffne dich, Sesam", true, Secret.random()).id())
                .isNotEqualTo(token.id());
    }

    @Test
    void itHidesItself() {
        assertThat(token.toString()).doesNotContain("Sesam");
    }
}
