package org.gatehouse.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.problem.InvalidProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', useHeadersInDisplayName = true, textBlock = """
            typed,                            key
            carol@example.com,                carol@example.com
            Carol.Jones+team@Example.COM,     carol.jones+team@example.com
            "  carol@example.com ",           carol@example.com
            o'hara@example.com,               o'hara@example.com
            !#$%&*/=?^_`{|}~-@example.com,    !#$%&*/=?^_`{|}~-@example.com
            a@b.co,                           a@b.co
            carol@mail.team-7.example.com,    carol@mail.team-7.example.com
            carol@münchen.example,            carol@xn--mnchen-3ya.example
            carol@MÜNCHEN.example,            carol@xn--mnchen-3ya.example
            carol@xn--mnchen-3ya.example,     carol@xn--mnchen-3ya.example
            BJÖRN@example.com,                björn@example.com
            bjo\u0308rn@example.com,          björn@example.com
            J\u030C@J\u030C.example,           ǰ@xn--ska.example
            用户@例子.example,                 用户@xn--fsqu00a.example
            """)
    void anAddressIsKnownByItsKey(String typed, String key) {
        assertThat(EmailAddress.parse(typed).key()).isEqualTo(key);
        assertThat(EmailAddress.key(key)).as("a key's key is itself").isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "carol",
                "@example.com",
                "carol@",
                "carol@localhost",
                "carol@example",
                "carol@example.c",
                "carol@example.com.",
                "carol@.example.com",
                "carol@example..com",
                "carol@-example.com",
                "carol@example-.com",
                "carol@exam_ple.com",
                "carol@[192.0.2.1]",
                "carol@example.com:25",
                ".carol@example.com",
                "carol.@example.com",
                "ca..rol@example.com",
                "ca rol@example.com",
                "carol@@example.com",
                "carol@example.com@evil.example",
                "carol@example.com,dave@example.com",
                "carol@example.com dave@example.com",
                "\"carol\"@example.com",
                "\"carol@evil.example\"@example.com",
                "Carol <carol@example.com>",
                "<carol@example.com>",
                "carol@example.com (Carol)",
                "mailto:carol@example.com",
                "carol@example.com\r\nBcc: dave@example.com",
                "carol\r\n@example.com",
                "carol\u0000@example.com",
                "ca\u200brol@example.com",
                "ca\u202erol@example.com",
            })
    void whatIsNotExactlyOneAddressIsRefused(String typed) {
        assertThatThrownBy(() -> EmailAddress.parse(typed)).isInstanceOf(InvalidProblem.class);
    }

    @Test
    void anAddressLongerThanMailServersTakeIsRefused() {
        String local = "a".repeat(64);
        String domain = ("b".repeat(62) + ".").repeat(2) + "b".repeat(63);

        assertThat(EmailAddress.parse(local + "@" + domain).value()).hasSize(254);
        assertRefused("a" + local + "@example.com");
        assertRefused(local + "@b." + domain);
        assertRefused("a".repeat(308) + "@example.com");
    }

    @Test
    void anAddressWhoseKeyWouldBeTooLongIsRefused() {
        assertRefused("carol@" + "ü.".repeat(40) + "example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "carol@straße.example", // IDNA 2003 makes it strasse.example, which is another domain
                "carol@βόλος.example",
                "carol@exa\u200dmple.com",
                "carol@ｅxample.com",
                "carol@example。com",
            })
    void aDomainThatWouldBecomeAnotherIsRefusedAndNeverCompared(String typed) {
        assertRefused(typed);
        assertThat(EmailAddress.key(typed)).isEqualTo(typed);
    }

    @ParameterizedTest
    @CsvSource({
        "carol@exаmple.com, carol@example.com",
        "cаrol@example.com, carol@example.com",
        "ｃarol@example.com, carol@example.com"
    })
    void aLookAlikeIsSomebodyElse(String lookAlike, String original) {
        assertThat(EmailAddress.key(lookAlike)).isNotEqualTo(EmailAddress.key(original));
    }

    @Test
    void mailServersGetTheDomainInAsciiAndTheLocalPartAsItWasTyped() {
        assertThat(EmailAddress.parse("Björn@münchen.example").deliverable()).isEqualTo("Björn@xn--mnchen-3ya.example");
        assertThat(EmailAddress.parse("Carol@Example.com").deliverable()).isEqualTo("Carol@Example.com");
    }

    @ParameterizedTest
    @CsvSource({"björn, björn", "BJ, bj", "björn@, björn@", "carol@exam, carol@exam", "a_b, a_b"})
    void theKeyOfAnAddressesBeginningBeginsItsKey(String typed, String key) {
        assertThat(EmailAddress.key(typed)).isEqualTo(key);
    }

    @Test
    void theLocalPartStandsBeforeTheLastAt() {
        assertThat(EmailAddress.localPart("carol@example.com")).isEqualTo("carol");
        assertThat(EmailAddress.localPart("carol")).isEqualTo("carol");
    }

    @Test
    void theDomainStandsBehindTheLastAtInLowerCaseAndAscii() {
        assertThat(EmailAddress.domain("Carol@MÜNCHEN.Example")).isEqualTo("xn--mnchen-3ya.example");
        assertThat(EmailAddress.domain("\"a@b.com\"@example.com")).isEqualTo("example.com");
    }

    private static void assertRefused(String typed) {
        assertThatThrownBy(() -> EmailAddress.parse(typed)).isInstanceOf(InvalidProblem.class);
    }
}
