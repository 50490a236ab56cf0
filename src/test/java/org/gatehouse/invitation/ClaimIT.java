package org.gatehouse.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.member.MemberQuery;
import org.gatehouse.member.MemberService;
import org.gatehouse.member.MemberStatus;
import org.gatehouse.member.MemberView;
import org.gatehouse.member.Sort;
import org.gatehouse.organization.OrganizationService;
import org.gatehouse.organization.OrganizationView;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.testing.Actor;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who signs in with a verified address that is invited finds themselves a member; nobody else does. */
@ExtendWith(ArquillianExtension.class)
class ClaimIT {
    @Inject
    OrganizationService organizations;

    @Inject
    InvitationService invitations;

    @Inject
    AcceptanceService acceptances;

    @Inject
    MemberService members;

    private final String carol = "carol-" + UUID.randomUUID();
    private final String carolsAddress = carol + "@example.com";
    private Actor owner;
    private UUID acme;

    @BeforeEach
    void found() throws Exception {
        owner = Actor.signIn("owner");
        acme = owner.does(() -> organizations.create("Acme", "acme-" + UUID.randomUUID()))
                .id();
    }

    @Test
    void anInvitedAddressIsAMemberAfterItsFirstSignInAndHasNoPersonalOrganization() throws Exception {
        var invitation = invite(carolsAddress, Role.EDITOR);

        var signedIn = Actor.signIn(carol, carolsAddress, true, "Carol");

        assertThat(mine(signedIn)).extracting(OrganizationView::id).containsExactly(acme);
        var row = row(carolsAddress);
        assertThat(row.id()).as("what a client holds stays valid").isEqualTo(invitation);
        assertThat(row.role()).isEqualTo(Role.EDITOR);
        assertThat(row.status()).isEqualTo(MemberStatus.ACTIVE);
        assertThat(row.userId()).isEqualTo(signedIn.id());
    }

    @Test
    void theLetterCaseOfAnAddressDoesNotMatter() throws Exception {
        invite(carolsAddress.toUpperCase(Locale.ROOT), Role.VIEWER);

        assertThatThrownBy(() -> invite(carolsAddress, Role.VIEWER))
                .isInstanceOf(ConflictProblem.class)
                .hasMessageContaining("invited already");
        assertThat(mine(Actor.signIn(carol, carolsAddress, true, "Carol")))
                .extracting(OrganizationView::id)
                .containsExactly(acme);
    }

    @Test
    void anAddressThatIsNotVerifiedClaimsNothing() throws Exception {
        invite(carolsAddress, Role.VIEWER);

        var unverified = Actor.signIn(carol, carolsAddress, false, "Carol");

        assertThat(mine(unverified)).extracting(OrganizationView::id).doesNotContain(acme);
        assertThat(unverified.does(acceptances::mine)).isEmpty();
        assertThat(row(carolsAddress).status()).isEqualTo(MemberStatus.PENDING);
    }

    @Test
    void aRevokedInvitationIsNotClaimed() throws Exception {
        var invitation = invite(carolsAddress, Role.VIEWER);
        owner.runs(() -> invitations.revoke(acme, invitation));

        var late = Actor.signIn(carol, carolsAddress, true, "Carol");

        assertThat(mine(late)).extracting(OrganizationView::id).doesNotContain(acme);
        assertThat(rows()).extracting(MemberView::email).doesNotContain(carolsAddress);
    }

    @Test
    void anInvitationToAMembersOtherAddressDoesNotBlockSignInAndLeavesTheListRight() throws Exception {
        invite(carolsAddress, Role.EDITOR);
        Actor.signIn(carol, carolsAddress, true, "Carol");
        var newAddress = "new-" + carolsAddress;
        invite(newAddress, Role.ADMIN);

        var again = Actor.signIn(carol, newAddress, true, "Carol");

        assertThat(mine(again)).extracting(OrganizationView::role).containsExactly(Role.EDITOR);
        assertThat(rows()).extracting(MemberView::email).containsExactlyInAnyOrder(owner.email(), newAddress);
    }

    @Test
    void whoIsAMemberCannotBeInvitedAgain() throws Exception {
        invite(carolsAddress, Role.EDITOR);
        Actor.signIn(carol, carolsAddress, true, "Carol");

        assertThatThrownBy(() -> invite(carolsAddress.toUpperCase(Locale.ROOT), Role.EDITOR))
                .isInstanceOf(ConflictProblem.class)
                .hasMessageContaining("member already");
    }

    @Test
    void manyOrganizationsAreJoinedAtOnce() throws Exception {
        invite(carolsAddress, Role.VIEWER);
        for (int number = 0; number < 20; number++) {
            var other = owner.does(() -> organizations.create("Other", "other-" + UUID.randomUUID()));
            owner.does(() -> invitations.invite(other.id(), carolsAddress, Role.VIEWER, null));
        }

        assertThat(mine(Actor.signIn(carol, carolsAddress, true, "Carol"))).hasSize(21);
    }

    @Test
    void anAdminInvitesNeitherAdminsNorOwners() throws Exception {
        invite(carolsAddress, Role.ADMIN);
        var admin = Actor.signIn(carol, carolsAddress, true, "Carol");

        for (var role : List.of(Role.ADMIN, Role.OWNER)) {
            assertThatThrownBy(() -> admin.does(() -> invitations.invite(acme, "x-" + carolsAddress, role, null)))
                    .isInstanceOf(ForbiddenProblem.class);
        }
        admin.does(() -> invitations.invite(acme, "x-" + carolsAddress, Role.EDITOR, null));
        assertThat(row("x-" + carolsAddress).role()).isEqualTo(Role.EDITOR);
    }

    @Test
    void anInvitationOfAnotherOrganizationIsNotFoundInOnesOwn() throws Exception {
        var stranger = Actor.signIn("stranger");
        var theirs = stranger.does(() -> organizations.create("Theirs", "theirs-" + UUID.randomUUID()))
                .id();
        var invitation = invite(carolsAddress, Role.VIEWER);

        assertThatThrownBy(() -> stranger.runs(() -> invitations.revoke(theirs, invitation)))
                .isInstanceOf(NotFoundProblem.class);
        assertThatThrownBy(() -> stranger.runs(() -> invitations.revoke(acme, invitation)))
                .isInstanceOf(ForbiddenProblem.class);
        assertThat(row(carolsAddress).status()).isEqualTo(MemberStatus.PENDING);
    }

    @Test
    void aPersonalOrganizationGetsTheNextFreeSlug() throws Exception {
        var local = "kim-" + UUID.randomUUID();
        var first = Actor.signIn("1-" + local, local + "@example.com", true, "Kim");
        var second = Actor.signIn("2-" + local, local + "@example.org", true, "Kim");

        assertThat(mine(first)).extracting(OrganizationView::slug).containsExactly(local);
        assertThat(mine(second)).extracting(OrganizationView::slug).containsExactly(local + "-2");
        assertThat(mine(second)).extracting(OrganizationView::name).containsExactly("Kim's Space");
    }

    @Test
    void aPersonalOrganizationsNameIsCutBetweenCharacters() throws Exception {
        var id = UUID.randomUUID();
        var kim = Actor.signIn("3-" + id, id + "@example.com", true, "k".repeat(91) + "🙂");

        assertThat(mine(kim)).extracting(OrganizationView::name).containsExactly("k".repeat(91) + "'s Space");
    }

    private UUID invite(String address, Role role) throws Exception {
        return owner.does(() -> invitations.invite(acme, address, role, null));
    }

    private List<OrganizationView> mine(Actor somebody) throws Exception {
        return somebody.does(organizations::mine);
    }

    private MemberView row(String address) throws Exception {
        return rows().stream()
                .filter(row -> address.equals(row.email()))
                .findFirst()
                .orElseThrow();
    }

    private List<MemberView> rows() throws Exception {
        return owner.does(() -> members.list(acme, new MemberQuery("", null, null, Sort.NAME, null, 50)))
                .rows();
    }
}
