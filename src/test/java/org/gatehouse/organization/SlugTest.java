package org.gatehouse.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.problem.InvalidProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

    private static final String LONGEST = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "acme", "acme-research", "a--b", "0-0", " acme "})
    void lowerCaseLettersDigitsAndInnerHyphensAreASlug(String typed) {
        assertThat(Slug.parse(typed).value()).isEqualTo(typed.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "-acme",
                "acme-",
                "Acme",
                "acme research",
                "acme_research",
                "acmé",
                "a/b",
                "a.b",
                "a\nb",
                "а"
            })
    void anythingElseIsNone(String typed) {
        assertThatThrownBy(() -> Slug.parse(typed))
                .isInstanceOf(InvalidProblem.class)
                .hasMessageContaining("1 to 63");
    }

    @Test
    void aSlugIsAsLongAsADomainNamesLabelAtMost() {
        assertThat(Slug.parse(LONGEST).value()).hasSize(63);
        assertThatThrownBy(() -> Slug.parse(LONGEST + "a")).isInstanceOf(InvalidProblem.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Alice, alice",
        "alice.liddell+team, alice-liddell-team",
        "  --Acme   Research!! , acme-research",
        "Café Zoë, cafe-zoe",
        "ﬁne, fine",
        "株式会社, team",
        "'', team",
        "---, team"
    })
    void anyTextHasANearestSlug(String text, String slug) {
        assertThat(Slug.from(text)).hasToString(slug);
        assertThat(Slug.parse(slug)).isEqualTo(Slug.from(text));
    }

    @Test
    void aLongTextIsCutWithoutAHyphenAtTheEnd() {
        assertThat(Slug.from("a".repeat(62) + " b").value()).isEqualTo("a".repeat(62));
        assertThat(Slug.from("é".repeat(300)).value()).isEqualTo("e".repeat(63));
    }

    @Test
    void aTakenSlugGetsANumberAndStaysASlug() {
        assertThat(Slug.parse("acme").numbered(2)).hasToString("acme-2");
        assertThat(Slug.parse(LONGEST).numbered(1_234).value()).hasSize(63).endsWith("a-1234");
        Slug cutAtAHyphen = Slug.parse("a".repeat(60) + "-bb").numbered(2);
        assertThat(cutAtAHyphen).hasToString("a".repeat(60) + "-2");
        assertThat(Slug.parse(cutAtAHyphen.value())).isEqualTo(cutAtAHyphen);
    }
}
