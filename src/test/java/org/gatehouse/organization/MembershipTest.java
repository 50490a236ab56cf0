package org.gatehouse.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.user.SomeUser;
import org.gatehouse.user.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {

    private final User zoe = SomeUser.named("Zoë Åström", "Zoe@München.example");

    @Test
    void aMembershipKeepsTheInvitationsIdAndACopyToSortAndSearchBy() {
        UUID invitation = UUID.randomUUID();

        Membership membership =
                new Membership(invitation, SomeOrganization.named("Acme"), zoe, Role.EDITOR, Instant.EPOCH);

        assertThat(membership.getId()).isEqualTo(invitation);
        assertThat(membership.isOf(zoe.getId())).isTrue();
        assertThat(membership.getName()).isEqualTo("Zoë Åström");
        assertThat(membership.getNameKey()).isEqualTo("zoe astrom");
        assertThat(membership.getEmail()).contains("Zoe@München.example");
        assertThat(membership.label()).isEqualTo("Zoe@München.example");
    }

    @Test
    void whoHasNoAddressIsCalledByName() {
        Membership membership = new Membership(
                UUID.randomUUID(),
                SomeOrganization.named("Acme"),
                SomeUser.named("Zoë", null),
                Role.VIEWER,
                Instant.EPOCH);

        assertThat(membership.getEmail()).isEmpty();
        assertThat(membership.label()).isEqualTo("Zoë");
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, EDITOR, ADMIN",
        "EDITOR, VIEWER, ADMIN",
        "VIEWER, OWNER, OWNER",
        "ADMIN, EDITOR, OWNER",
        "OWNER, ADMIN, OWNER",
    })
    void whoManagesBothRolesMayTurnOneIntoTheOther(Role from, Role to, Role by) {
        Membership membership = member(from);

        membership.changeRole(to, by);

        assertThat(membership.getRole()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, ADMIN, ADMIN",
        "VIEWER, OWNER, ADMIN",
        "ADMIN, VIEWER, ADMIN",
        "OWNER, VIEWER, ADMIN",
        "VIEWER, EDITOR, EDITOR",
        "VIEWER, EDITOR, VIEWER",
    })
    void whoManagesOneOfThemOnlyIsRefusedAndTheRoleStays(Role from, Role to, Role by) {
        Membership membership = member(from);

        assertThatThrownBy(() -> membership.changeRole(to, by)).isInstanceOf(ForbiddenProblem.class);
        assertThat(membership.getRole()).isEqualTo(from);
    }

    private Membership member(Role role) {
        return new Membership(UUID.randomUUID(), SomeOrganization.named("Acme"), zoe, role, Instant.EPOCH);
    }
}
