package org.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.gatehouse.access.Role;
import org.gatehouse.access.Secret;
import org.gatehouse.organization.SomeOrganization;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.user.Identity;
import org.gatehouse.user.SomeUser;
import org.gatehouse.user.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationLinkTest {

    private static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private final User carol = SomeUser.named("Carol", "carol@example.com");

    @Test
    void aLinkIsOpenUntilItsLastUse() {
        InvitationLink link = link(2);

        link.use(carol, NOW);
        assertThat(link.status(NOW)).isEqualTo(LinkStatus.OPEN);
        link.use(carol, NOW);

        assertThat(link.getUses()).isEqualTo(2);
        assertThat(link.status(NOW)).isEqualTo(LinkStatus.USED_UP);
        assertThat(link.status(LATER)).as("whatever the time").isEqualTo(LinkStatus.USED_UP);
        assertRefused(link, NOW);
        assertThat(link.getUses()).isEqualTo(2);
    }

    @Test
    void aLinkIsOpenUntilItExpires() {
        InvitationLink link = link(2);

        assertThat(link.status(LATER.minusMillis(1))).isEqualTo(LinkStatus.OPEN);
        assertThat(link.status(LATER)).isEqualTo(LinkStatus.EXPIRED);
        assertRefused(link, LATER);
    }

    @Test
    void aLinkIsOpenUntilSomebodyEndsIt() {
        InvitationLink link = link(2);

        link.end(NOW);

        assertThat(link.status(NOW)).isEqualTo(LinkStatus.ENDED);
        assertRefused(link, NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"carol@example.com", "Carol@EXAMPLE.com", "carol@münchen.example", "c@xn--mnchen-3ya.example"})
    void anAddressInOneOfTheDomainsIsAdmitted(String address) {
        InvitationLink link = link(1, "example.com", "xn--mnchen-3ya.example");

        assertThat(link.refusal(SomeUser.named("Carol", address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "carol@example.org",
                "carol@sub.example.com",
                "carol@notexample.com",
                "example.com@evil.example",
                "carol@example.com.evil.example"
            })
    void anotherAddressIsToldTheDomainsAndSpendsNoUse(String address) {
        InvitationLink link = link(1, "example.com", "münchen.example");

        assertThatThrownBy(() -> link.use(SomeUser.named("Carol", address), NOW))
                .isInstanceOf(ForbiddenProblem.class)
                .hasMessageContaining("example.com, münchen.example");
        assertThat(link.getUses()).isZero();
    }

    @Test
    void anAddressThatIsNotVerifiedOrNoneIsNotAdmitted() {
        User unverified = SomeUser.signedIn(
                new Identity("https://sso.example.com", "1", "carol@example.com", false, "Carol", false));

        for (User refused : List.of(unverified, SomeUser.named("Carol", null))) {
            assertThatThrownBy(() -> link(1).use(refused, NOW))
                    .isInstanceOf(ForbiddenProblem.class)
                    .hasMessageContaining("verified");
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void adminsAndOwnersManageALink(Role by) {
        if (by.compareTo(Role.ADMIN) >= 0) {
            assertThatNoException().isThrownBy(() -> link(1).requireManageable(by));
        } else {
            assertThatThrownBy(() -> link(1).requireManageable(by)).isInstanceOf(ForbiddenProblem.class);
        }
    }

    @Test
    void theTokenIsInNoText() {
        Secret token = Secret.random();

        NewInvitationLink created =
                new NewInvitationLink(InvitationLinkView.of(link(1)), token, URI.create("https://gate.example.com"));

        assertThat(created.url()).isEqualTo("https://gate.example.com/links/" + token.value());
        assertThat(created.toString()).doesNotContain(token.value());
    }

    private void assertRefused(InvitationLink link, Instant now) {
        assertThatThrownBy(() -> link.use(carol, now))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(410));
    }

    private InvitationLink link(int maxUses, String... domains) {
        return new InvitationLink(
                SomeOrganization.named("Acme"),
                new LinkTerms(Role.EDITOR, maxUses, LATER, List.of(domains)),
                Secret.random(),
                carol,
                NOW);
    }
}
