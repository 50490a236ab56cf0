package org.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.access.PrefixedSecret.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixedSecretTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasMadeIsReadAgainAndIsAnotherOneEachTime(Kind kind) {
        var made = PrefixedSecret.random(kind);

        assertThat(PrefixedSecret.parse(kind, made.whole().value())).contains(made);
        assertThat(made.whole().value()).startsWith(made.prefix() + "_").hasSizeGreaterThan(50);
        assertThat(kind.isMeantBy(made.whole().value())).isTrue();
        assertThat(PrefixedSecret.random(kind)).isNotEqualTo(made);
    }

    @Test
    void oneKindIsNotTheOther() {
        var key = PrefixedSecret.random(Kind.API_KEY).whole().value();

        assertThat(PrefixedSecret.parse(Kind.APP_TOKEN, key)).isEmpty();
        assertThat(Kind.APP_TOKEN.isMeantBy(key)).isFalse();
    }

    @Test
    void ofTheSameBitsItIsTheSame() {
        var bits = Secret.random();

        assertThat(PrefixedSecret.of(Kind.APP_TOKEN, bits)).isEqualTo(PrefixedSecret.of(Kind.APP_TOKEN, bits));
        assertThat(PrefixedSecret.of(Kind.APP_TOKEN, bits).whole().value()).endsWith(bits.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gha_",
                "gha_00000000_",
                "gha_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "gha_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "gha_0000000G_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                " gha_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "GHA_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void nothingElseHasTheForm(String sent) {
        assertThat(PrefixedSecret.parse(Kind.APP_TOKEN, sent)).isEmpty();
    }
}
