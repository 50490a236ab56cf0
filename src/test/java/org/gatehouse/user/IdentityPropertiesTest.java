package org.gatehouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.testing.Junk;

class IdentityPropertiesTest {

    @Property
    void whateverTheProviderSaysFitsIntoTheDatabaseAndOntoOneLine(
            @ForAll("texts") String email, @ForAll boolean verified, @ForAll("texts") String fullName) {
        var identity = new Identity("https://sso.example.com", "1", email, verified, fullName, false);

        assertThat(identity.name())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(255)
                .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");
        assertThat(User.nameKey(identity.name())).hasSizeLessThanOrEqualTo(255);
        if (identity.email() == null) {
            assertThat(identity.emailVerified()).isFalse();
        } else {
            assertThat(identity.email())
                    .isEqualTo(email)
                    .hasSizeLessThanOrEqualTo(320)
                    .matches("[^@\\s]+@[^@\\s]+")
                    .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");
            assertThat(EmailAddress.key(email)).hasSizeLessThanOrEqualTo(320);
            assertThat(identity.emailVerified()).isEqualTo(verified);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        var address =
                Junk.of("alice", "@", "@example.com", ".", "\ud83d", "\r\n", " ", "ü", "🙂", "\u2028", "x".repeat(100));
        return Arbitraries.oneOf(address, Junk.text(), Junk.text().map(local -> local + "@example.com"));
    }
}
