package org.gatehouse.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.gatehouse.access.Role;
import org.gatehouse.access.Secret;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.SomeOrganization;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.SomeUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InvitationTest {

    private static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final Invitation invitation = invitation(Role.EDITOR, null);

    @Test
    void aNewInvitationIsPendingUntilItExpires() {
        assertThat(invitation.isPending(NOW)).isTrue();
        assertThat(invitation.isPending(NOW.plus(WEEK).minusMillis(1))).isTrue();
        assertThat(invitation.isPending(NOW.plus(WEEK))).isFalse();
        assertThat(InvitationView.of(invitation, NOW.plus(WEEK)).state()).isEqualTo("expired");
    }

    @Test
    void anInvitationIsComparedByItsKeyAndShownAsItWasTyped() {
        assertThat(invitation.getEmail()).isEqualTo("Carol@Example.com");
        assertThat(invitation.getEmailKey()).isEqualTo("carol@example.com");
    }

    @ParameterizedTest
    @EnumSource(names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void anInvitationThatEndedIsPendingNeverAgain(Status status) {
        Consumer<Invitation> end = switch (status) {
            case ACCEPTED -> Invitation::accept;
            case DECLINED -> Invitation::decline;
            case REVOKED -> Invitation::revoke;
            case OPEN -> throw new AssertionError();
        };

        end.accept(invitation);

        assertThat(invitation.getStatus()).isEqualTo(status);
        assertThat(invitation.isPending(NOW)).isFalse();
        assertThat(InvitationView.of(invitation, NOW).state()).isEqualToIgnoringCase(status.name());
    }

    @Test
    void resendingStartsTheTimeAnewAndTheMailAgain() {
        invitation.takeForDelivery(NOW);
        invitation.delivered();
        assertThat(invitation.getDelivery()).isEqualTo(Delivery.DELIVERED);

        invitation.renew(NOW.plus(WEEK), WEEK);

        assertThat(invitation.isPending(NOW.plus(WEEK))).isTrue();
        assertThat(invitation.getExpiresAt()).isEqualTo(NOW.plus(WEEK).plus(WEEK));
        assertThat(invitation.getDelivery()).isEqualTo(Delivery.QUEUED);
        assertThat(invitation.getCreatedAt()).isEqualTo(NOW);
    }

    @Test
    void everyTokenIsNewAndOnlyItsHashIsKept() {
        Secret first = invitation.takeForDelivery(NOW);
        Secret second = invitation.takeForDelivery(NOW);

        assertThat(first.value()).matches("[\\w-]{43}").isNotEqualTo(second.value());
        assertThat(first.hash()).matches("[0-9a-f]{64}").isEqualTo(new Secret(first.value()).hash());
        assertThat(first.toString()).doesNotContain(first.value());
        assertThat(invitation).hasFieldOrPropertyWithValue("tokenHash", second.hash());
    }

    @Test
    void mailThatCannotLeaveIsTriedAgainWithPausesOfAnHourAtMost() {
        Instant last = NOW;
        for (int attempt = 1; attempt <= 100; attempt++) {
            invitation.postponeDelivery(last);
            assertThat(invitation.getDelivery()).isEqualTo(Delivery.QUEUED);
        }

        assertThat(invitation).hasFieldOrPropertyWithValue("nextDeliveryAt", last.plusSeconds(3_600));
        Invitation fresh = invitation(Role.VIEWER, null);
        fresh.postponeDelivery(NOW);
        assertThat(fresh).hasFieldOrPropertyWithValue("nextDeliveryAt", NOW.plusSeconds(10));
    }

    @Test
    void mailThatWillNeverLeaveIsTriedNoMore() {
        invitation.failDelivery();

        assertThat(invitation.getDelivery()).isEqualTo(Delivery.FAILED);
        assertThat(invitation).hasFieldOrPropertyWithValue("nextDeliveryAt", null);
        assertThat(invitation.isPending(NOW)).as("it can still be claimed").isTrue();
    }

    @ParameterizedTest
    @CsvSource({"EDITOR, VIEWER, ADMIN", "VIEWER, OWNER, OWNER", "OWNER, ADMIN, OWNER"})
    void whoManagesBothRolesMayTurnOneIntoTheOther(Role from, Role to, Role by) {
        Invitation changed = invitation(from, null);

        changed.changeRole(to, by);

        assertThat(changed.getRole()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({"EDITOR, ADMIN, ADMIN", "ADMIN, VIEWER, ADMIN", "OWNER, VIEWER, ADMIN", "VIEWER, EDITOR, EDITOR"})
    void whoManagesOneOfThemOnlyIsRefusedAndTheRoleStays(Role from, Role to, Role by) {
        Invitation unchanged = invitation(from, null);

        assertThatThrownBy(() -> unchanged.changeRole(to, by)).isInstanceOf(ForbiddenProblem.class);
        assertThat(unchanged.getRole()).isEqualTo(from);
    }

    @Test
    void aNoteKeepsItsLinesAndLosesWhatIsNoText() {
        assertThat(invitation(Role.VIEWER, " Welcome!\r\n\r\nSee\u0000 you\u0007 \n")
                        .getNote())
                .contains("Welcome!\n\nSee you");
        assertThat(invitation(Role.VIEWER, " \r\n ").getNote()).isEmpty();
        assertThat(invitation(Role.VIEWER, null).getNote()).isEmpty();
    }

    @Test
    void aNoteHasFiveHundredCharactersWithEachEndOfALineCountedOnce() {
        String lines = "a\r\n".repeat(250);

        assertThat(invitation(Role.VIEWER, "b".repeat(500)).getNote()).isPresent();
        assertThat(invitation(Role.VIEWER, lines).getNote()).isPresent();
        assertThatThrownBy(() -> invitation(Role.VIEWER, "b".repeat(501)))
                .isInstanceOf(InvalidProblem.class)
                .hasMessageContaining("500");
    }

    private static Invitation invitation(Role role, String note) {
        return new Invitation(
                SomeOrganization.named("Acme"),
                EmailAddress.parse("Carol@Example.com"),
                role,
                note,
                SomeUser.named("Alice", "alice@example.com"),
                NOW,
                WEEK);
    }
}
