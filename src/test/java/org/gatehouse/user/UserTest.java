package org.gatehouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserTest {

    @ParameterizedTest
    @CsvSource({"Alice, alice", "Zoë ÅSTRÖM, zoe astrom", "Ｆｕｌｌ, full", "ﬁ, fi", "Нина, нина", "İpek, ipek"})
    void aNameIsSortedWithoutAccentsAndInLowerCase(String name, String key) {
        assertThat(User.nameKey(name)).isEqualTo(key);
    }

    @Test
    void aNameWhoseKeyIsLongerThanItselfStillFits() {
        assertThat(User.nameKey("\ufdfa".repeat(255))).hasSize(255);
        assertThat(User.nameKey("a".repeat(254) + "🙂")).isEqualTo("a".repeat(254));
    }

    @Test
    void onlyAVerifiedAddressCountsAsTheirs() {
        User verified = SomeUser.signedIn(new Identity("i", "s", "dave@example.com", true, "Dave", false));
        User unverified = SomeUser.signedIn(new Identity("i", "s", "dave@example.com", false, "Dave", false));

        assertThat(verified.getVerifiedEmail()).contains("dave@example.com");
        assertThat(unverified.getVerifiedEmail()).isEmpty();
        assertThat(unverified.getEmail()).contains("dave@example.com");
    }
}
