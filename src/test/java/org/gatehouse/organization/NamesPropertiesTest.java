package org.gatehouse.organization;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Positive;
import org.gatehouse.testing.Junk;

/** An organization's two names: its slug and the one that people read. */
class NamesPropertiesTest {
    private static final String SLUG = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    @Property
    void whatIsTypedIsASlugOrRefused(@ForAll("typed") String typed) {
        var slug = Junk.accepted(() -> Slug.parse(typed).value());

        assertThat(slug.isPresent()).isEqualTo(typed.strip().matches(SLUG));
        slug.ifPresent(value -> assertThat(Slug.parse(value)).hasToString(typed.strip()));
    }

    @Property
    void anyTextHasANearestSlugThatIsItsOwn(@ForAll("typed") String typed) {
        var slug = Slug.from(typed);

        assertThat(Slug.parse(slug.value())).isEqualTo(slug);
        assertThat(Slug.from(slug.value())).isEqualTo(slug);
    }

    @Property
    void aNumberedSlugIsASlug(@ForAll("typed") String typed, @ForAll @Positive int number) {
        var slug = Slug.from(typed);
        var numbered = slug.numbered(number);

        assertThat(Slug.parse(numbered.value())).isEqualTo(numbered);
        assertThat(numbered.value()).endsWith("-" + number);
    }

    @Property
    void whatIsTypedIsOneLineToReadOrRefused(@ForAll("typed") String typed) {
        Junk.accepted(() -> Organization.requireName(typed)).ifPresent(name -> {
            assertThat(name)
                    .containsPattern("[^\\p{C}\\p{Z}]")
                    .hasSizeLessThanOrEqualTo(100)
                    .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");
            assertThat(Organization.requireName(name)).isEqualTo(name).isEqualTo(typed.strip());
        });
    }

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries.oneOf(
                Junk.text(), Junk.of("a", "-", "7", "acme", "Acme", " ", "é", "ﬁ", "_", "0".repeat(31)));
    }
}
