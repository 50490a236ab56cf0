package org.gatehouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.mail.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

    @Test
    void somebodyIsCalledByTheirName() {
        assertThat(named("  Alice Liddell ").name()).isEqualTo("Alice Liddell");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", "\r\n"})
    void withoutANameTheAddressServesAndWithoutEitherSomebody(String none) {
        assertThat(named(none).name()).isEqualTo("alice");
        assertThat(identity(none, null, true).name()).isEqualTo("Somebody");
    }

    @Test
    void aNameIsOneLineWithoutWhatADatabaseOrAMailHeaderCannotTake() {
        assertThat(named("Alice\r\nBcc: x@evil.example").name()).isEqualTo("Alice Bcc: x@evil.example");
        assertThat(named("Ali\u0000ce\u0085 \tL").name()).isEqualTo("Ali ce L");
        assertThat(named("Alice\u2028\ud83d").name()).isEqualTo("Alice");
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        assertThat(named("a".repeat(255)).name()).hasSize(255);
        assertThat(named("a".repeat(300)).name()).hasSize(255);
        assertThat(named("a".repeat(254) + "🙂".repeat(9)).name()).isEqualTo("a".repeat(254));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "alice",
                "alice@",
                "@example.com",
                "a b@example.com",
                "alice@example.com@evil.example",
                "alice@example.com\r\nBcc: x@evil.example",
                "\ud83d@example.com",
                "\u2028@example.com",
            })
    void whatCannotBeAnAddressIsNoneAndNotVerified(String none) {
        Identity identity = identity("Alice", none, true);

        assertThat(identity.email()).isNull();
        assertThat(identity.emailVerified()).isFalse();
    }

    @Test
    void anAddressTooLongToKeepIsNone() {
        String longest = "a".repeat(308) + "@example.com";
        String longKey = "a@" + "ü.".repeat(100) + "example";

        assertThat(identity("Alice", longest, true).email()).isEqualTo(longest);
        assertThat(identity("Alice", "a" + longest, true).email()).isNull();
        assertThat(EmailAddress.key(longKey)).hasSizeGreaterThan(320);
        assertThat(identity("Alice", longKey, true).email()).isNull();
    }

    @Test
    void anAddressIsVerifiedOnlyIfTheProviderSaysSo() {
        assertThat(identity("Alice", "alice@example.com", true).emailVerified()).isTrue();
        assertThat(identity("Alice", "alice@example.com", false).emailVerified())
                .isFalse();
    }

    private static Identity named(String name) {
        return identity(name, "alice@example.com", true);
    }

    private static Identity identity(String name, String email, boolean verified) {
        return new Identity("https://sso.example.com", "1", email, verified, name, false);
    }
}
