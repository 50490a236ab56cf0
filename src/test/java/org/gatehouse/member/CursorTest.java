package org.gatehouse.member;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.UUID;
import org.gatehouse.member.Section.Kind;
import org.gatehouse.problem.InvalidProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final UUID ID = UUID.fromString("0b5e0000-0000-4000-8000-000000000001");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CREATED_AT")
    void aCursorComesBackFromAnAddressAsItWas(Sort sort) {
        for (String key : new String[] {"", "zoe astrom", "carol@example.com", "нина\n🙂", "a\tb"}) {
            for (Section section : Section.of(new MemberQuery("", null, null, sort, null, 50))) {
                Cursor forward = new Cursor(section, sort, key, ID, false);
                Cursor backward = new Cursor(section, sort, key, ID, true);

                assertThat(Cursor.decode(forward.encode())).contains(forward);
                assertThat(Cursor.decode(backward.encode())).contains(backward);
                assertThat(forward.encode()).matches("[A-Za-z0-9_-]+");
            }
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
                "MEMBERS\n\nname\n0b5e0000-0000-4000-8000-000000000001\nforward",
                "members\n\nname\n0b5e0000-0000-4000-8000-000000000001\nforward\na",
                "OWNERS\n\nname\n0b5e0000-0000-4000-8000-000000000001\nforward\na",
                "MEMBERS\nboss\nname\n0b5e0000-0000-4000-8000-000000000001\nforward\na",
                "MEMBERS\n\nage\n0b5e0000-0000-4000-8000-000000000001\nforward\na",
                "MEMBERS\n\nname\nnot-an-id\nforward\na",
                "MEMBERS\n\nname\n0b5e0000-0000-4000-8000-000000000001\nsideways\na",
                "MEMBERS\n\nname\n0b5e0000-0000-4000-8000-000000000001\nforward\na\u0000",
                "MEMBERS\n\ncreated_at\n0b5e0000-0000-4000-8000-000000000001\nforward\nyesterday",
                "MEMBERS\n\ncreated_at\n0b5e0000-0000-4000-8000-000000000001\nforward\n+999999999-01-01T00:00:00Z",
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
    void aCursorOfAnotherListIsRefused() {
        Cursor byName = new Cursor(new Section(Kind.MEMBERS, null), Sort.NAME, "zoe", ID, false);

        assertThat(byName.requireIn(list(null, Sort.NAME))).isEqualTo(byName);
        assertThatThrownBy(() -> byName.requireIn(list(null, Sort.EMAIL))).isInstanceOf(InvalidProblem.class);
        assertThatThrownBy(() -> byName.requireIn(list(MemberStatus.PENDING, Sort.NAME)))
                .isInstanceOf(InvalidProblem.class);
    }

    @Test
    void aPrefixIsSearchedWithoutWhatADatabaseCannotTake() {
        assertThat(new MemberQuery(" al\u0000i ", null, null, Sort.NAME, null, 50).prefix())
                .isEqualTo("al i");
        assertThat(new MemberQuery("", null, null, Sort.NAME, null, 0).limit()).isEqualTo(1);
        assertThat(new MemberQuery("", null, null, Sort.NAME, null, 1_000_000).limit())
                .isEqualTo(500);
    }

    private static MemberQuery list(MemberStatus status, Sort sort) {
        return new MemberQuery("", null, status, sort, null, 50);
    }
}
