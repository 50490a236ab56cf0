package org.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.access.Role.ADMIN;
import static org.gatehouse.access.Role.EDITOR;
import static org.gatehouse.access.Role.OWNER;
import static org.gatehouse.access.Role.VIEWER;

import org.gatehouse.problem.InvalidProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            permission,     viewer, editor, admin, owner
            SEE,            true,   true,   true,  true
            LEAVE,          true,   true,   true,  true
            MANAGE_MEMBERS, false,  false,  true,  true
            OWN,            false,  false,  false, true
            """)
    void aRolePermitsWhatTheTableSays(
            Permission permission, boolean viewer, boolean editor, boolean admin, boolean owner) {
        assertThat(VIEWER.permits(permission)).isEqualTo(viewer);
        assertThat(EDITOR.permits(permission)).isEqualTo(editor);
        assertThat(ADMIN.permits(permission)).isEqualTo(admin);
        assertThat(OWNER.permits(permission)).isEqualTo(owner);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            other,  viewer, editor, admin, owner
            VIEWER, false,  false,  true,  true
            EDITOR, false,  false,  true,  true
            ADMIN,  false,  false,  false, true
            OWNER,  false,  false,  false, true
            """)
    void whoMayManageWhomIsAsTheTableSays(Role other, boolean viewer, boolean editor, boolean admin, boolean owner) {
        assertThat(VIEWER.mayManage(other)).isEqualTo(viewer);
        assertThat(EDITOR.mayManage(other)).isEqualTo(editor);
        assertThat(ADMIN.mayManage(other)).isEqualTo(admin);
        assertThat(OWNER.mayManage(other)).isEqualTo(owner);
    }

    @ParameterizedTest
    @EnumSource
    void nobodyGivesARoleAboveTheirOwn(Role role) {
        assertThat(role.assignable()).allMatch(given -> given.compareTo(role) <= 0);
    }

    @Test
    void theRolesToGiveGoFromTheLeast() {
        assertThat(VIEWER.assignable()).isEmpty();
        assertThat(EDITOR.assignable()).isEmpty();
        assertThat(ADMIN.assignable()).containsExactly(VIEWER, EDITOR);
        assertThat(OWNER.assignable()).containsExactly(VIEWER, EDITOR, ADMIN, OWNER);
    }

    @ParameterizedTest
    @EnumSource
    void aRoleIsFoundByItsWordAndKeptByIt(Role role) {
        RoleConverter column = new RoleConverter();

        assertThat(Role.of(role.word())).isEqualTo(role);
        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(role)))
                .isEqualTo(role);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "OWNER", "Owner", "owner ", "superuser"})
    void anotherWordIsNoRole(String word) {
        assertThatThrownBy(() -> Role.of(word))
                .isInstanceOf(InvalidProblem.class)
                .hasMessageContaining("viewer, editor, admin and owner");
    }
}
