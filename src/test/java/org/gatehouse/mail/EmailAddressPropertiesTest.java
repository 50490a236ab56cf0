package org.gatehouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatehouse.testing.Junk;

class EmailAddressPropertiesTest {
    private static final String ORIGINALS = "aceopxyk";
    private static final String LOOK_ALIKES = "асеорхук";

    @Property
    void whatIsTypedIsOneAddressOrRefused(@ForAll("typed") String typed) {
        parsed(typed).ifPresent(address -> {
            assertThat(address.value())
                    .hasSizeLessThanOrEqualTo(254)
                    .matches("[^\\p{C}\\p{Z}\\s@\"(),:;<>\\[\\]\\\\]+@[^@]+\\.[^@.]+");
            assertThat(EmailAddress.parse(address.value())).isEqualTo(address);
            assertThat(address.deliverable().replaceFirst(".*@", "")).matches("[A-Za-z0-9.-]+");
        });
    }

    @Property
    void aKeyStaysAKeyHoweverTheAddressWasTyped(@ForAll("typed") String typed) {
        var key = EmailAddress.key(typed);
        assertThat(EmailAddress.key(key)).isEqualTo(key);
        assertThat(EmailAddress.key(Normalizer.normalize(typed, Normalizer.Form.NFD)))
                .isEqualTo(key);

        parsed(typed).ifPresent(address -> {
            assertThat(address.key()).isEqualTo(key).hasSizeLessThanOrEqualTo(254);
            assertThat(EmailAddress.parse(address.deliverable()).key()).isEqualTo(key);
            assertThat(EmailAddress.key(typed.toLowerCase(Locale.ROOT))).isEqualTo(key);
        });
    }

    @Property
    void anAsciiAddressIsTakenInAnyLetterCase(@ForAll("ascii") String address) {
        assertThat(EmailAddress.parse(address).key())
                .isEqualTo(EmailAddress.parse(address.toUpperCase(Locale.ROOT)).key())
                .isEqualTo(address.toLowerCase(Locale.ROOT));
    }

    @Property
    void whatStandsAroundAnAddressIsRefused(@ForAll("ascii") String address, @ForAll("decorations") String decoration) {
        assertThat(parsed(decoration.formatted(address))).isEmpty();
    }

    @Property
    void aDomainWithoutADotIsRefused(@ForAll("ascii") String address) {
        assertThat(parsed(address.replaceFirst("@([^.]+).*", "@$1"))).isEmpty();
    }

    @Property
    void aLookAlikeIsSomebodyElse(@ForAll("ascii") String address) {
        for (int i = 0; i < ORIGINALS.length(); i++) {
            var other = address.replace(ORIGINALS.charAt(i), LOOK_ALIKES.charAt(i));
            if (!other.equals(address)) {
                assertThat(EmailAddress.key(other)).isNotEqualTo(EmailAddress.key(address));
            }
        }
    }

    @Provide
    Arbitrary<String> typed() {
        var parts = Junk.of(
                "a",
                "H",
                "\u0331",
                "J",
                "\u030c",
                "İ",
                "ı",
                "ſ",
                "K",
                "ß",
                "Σ",
                "ς",
                "漢",
                "🙂",
                "é",
                "e\u0301",
                "Ⅳ",
                "ﬁ",
                ".",
                "-",
                "@",
                "@example.com",
                "@münchen.example",
                "@xn--mnchen-3ya.example",
                "@straße.example",
                "\"",
                " ",
                "\r\n",
                "<",
                ">",
                ",",
                "\0",
                "。",
                "％",
                "\u200d");
        return Arbitraries.oneOf(
                parts, parts.map(local -> local + "@example.com"), parts.map(domain -> "a@" + domain), Junk.text());
    }

    @Provide
    Arbitrary<String> ascii() {
        var word = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .ofMinLength(2)
                .ofMaxLength(12);
        var local = Combinators.combine(word, Arbitraries.of("", ".x", "+tag", "_", "'s", "-1"))
                .as(String::concat);
        var domain = word.list().ofMinSize(1).ofMaxSize(3).map(labels -> String.join(".", labels));
        return Combinators.combine(local, domain, Arbitraries.of(".com", ".example", ".co.uk"))
                .as((name, host, end) -> name + "@" + host + end);
    }

    @Provide
    Arbitrary<String> decorations() {
        return Arbitraries.of(
                "Carol <%s>",
                "<%s>",
                "\"%s\"",
                "\"Carol\" %s",
                "%s (Carol)",
                "mailto:%s",
                "%s,dave@example.com",
                "dave@example.com;%s",
                "%s\r\nBcc: dave@example.com",
                "\"dave@example.com\" <%s>",
                "dave@example.com@%s",
                "%s\0",
                "%s.",
                "@relay.example:%s",
                "a".repeat(300) + "%s",
                "%s" + ".com".repeat(70),
                "\u202e%s",
                "%s\u200b",
                ".%s");
    }

    private static Optional<EmailAddress> parsed(String typed) {
        return Junk.accepted(() -> EmailAddress.parse(typed));
    }
}
