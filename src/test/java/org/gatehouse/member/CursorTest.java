package org.gatehouse.member;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.UUID;
import org.gatehouse.member.Cursor.Section;
import org.gatehouse.problem.InvalidProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final UUID ID = UUID.fromString("0b5e0000-0000-4000-8000-000000000001");

    @ParameterizedTest
    @EnumSource
    void aCursorComesBackFromAnAddressAsItWas(Section section) {
        for (String key : new String[] {"", "zoe astrom", "carol@example.com", "нина\n🙂", "a\tb"}) {
            Cursor forward = new Cursor(section, key, ID, false);
            Cursor backward = new Cursor(section, key, ID, true);

            assertThat(Cursor.decode(forward.encode())).contains(forward);
            assertThat(Cursor.decode(backward.encode())).contains(backward);
            assertThat(forward.encode()).matches("[A-Za-z0-9_-]+");
        }
    }

    @ParameterizedTest
    @NullAndEmptySource
    void noCursorIsTheBeginning(String none) {
        assertThat(Cursor.decode(none)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MEMBERS",
                "MEMBERS\n0b5e0000-0000-4000-8000-000000000001\nf",
                "members\n0b5e0000-0000-4000-8000-000000000001\nf\na",
                "OWNERS\n0b5e0000-0000-4000-8000-000000000001\nf\na",
                "MEMBERS\nnot-an-id\nf\na",
                "MEMBERS\n0b5e0000-0000-4000-8000-000000000001\nsideways\na",
                "MEMBERS\n0b5e0000-0000-4000-8000-000000000001\nf\na\u0000",
                "{\"section\":\"MEMBERS\"}",
            })
    void aForgedCursorIsRefusedWithAWayOn(String text) {
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));

        assertThatThrownBy(() -> Cursor.decode(forged))
                .isInstanceOf(InvalidProblem.class)
                .hasMessageContaining("first page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a b", "50", "eyJpZCI6MX0=", "ä", "'; drop table membership; --"})
    void aCursorOfSomethingElseIsRefused(String foreign) {
        assertThatThrownBy(() -> Cursor.decode(foreign)).isInstanceOf(InvalidProblem.class);
    }

    @Test
    void aPrefixIsSearchedWithoutWhatADatabaseCannotTake() {
        assertThat(new MemberQuery(" al\u0000i ", null, null, null, 50).prefix())
                .isEqualTo("al i");
        assertThat(new MemberQuery("", null, null, null, 0).limit()).isEqualTo(1);
        assertThat(new MemberQuery("", null, null, null, 1_000_000).limit()).isEqualTo(500);
    }
}
