package org.gatehouse.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.gatehouse.access.Role;
import org.gatehouse.account.AccountService;
import org.gatehouse.invitation.AcceptanceService;
import org.gatehouse.invitation.InvitationService;
import org.gatehouse.member.MemberQuery;
import org.gatehouse.member.MemberService;
import org.gatehouse.member.MemberView;
import org.gatehouse.member.Sort;
import org.gatehouse.problem.Problem;
import org.gatehouse.testing.Actor;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An organization keeps an owner, also when its owners turn on each other in the same moment. */
@ExtendWith(ArquillianExtension.class)
class LastOwnerIT {
    private static final int ROUNDS = 15;

    @Inject
    OrganizationService organizations;

    @Inject
    MembershipService memberships;

    @Inject
    OwnershipTransferService transfers;

    @Inject
    InvitationService invitations;

    @Inject
    AcceptanceService acceptances;

    @Inject
    MemberService members;

    @Inject
    AccountService accounts;

    @Resource
    ManagedExecutorService executor;

    @Test
    void theOnlyOwnerCanNeitherStepDownNorLeaveNorBeRemoved() throws Exception {
        var alice = Actor.signIn("alice");
        var acme = found(alice);
        var mine = membershipOf(alice, acme);

        assertThatThrownBy(() -> alice.runs(() -> memberships.changeRole(acme, mine, Role.ADMIN)))
                .isInstanceOf(LastOwnerProblem.class);
        assertThatThrownBy(() -> alice.runs(() -> memberships.leave(acme))).isInstanceOf(LastOwnerProblem.class);
        assertThatThrownBy(() -> alice.runs(() -> memberships.remove(acme, mine)))
                .isInstanceOf(LastOwnerProblem.class);
        assertThat(owners(alice, acme)).containsExactly(alice.id());
    }

    @Test
    void anOwnerMayLeaveWhileAnotherStays() throws Exception {
        var alice = Actor.signIn("alice");
        var bob = Actor.signIn("bob");
        var acme = found(alice);
        join(alice, bob, acme, Role.OWNER);

        alice.runs(() -> memberships.leave(acme));

        assertThat(owners(bob, acme)).containsExactly(bob.id());
    }

    @Test
    void twoOwnersWhoDemoteEachOtherAtTheSameMomentLeaveOne() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var alice = Actor.signIn("alice");
            var bob = Actor.signIn("bob");
            var acme = found(alice);
            join(alice, bob, acme, Role.OWNER);
            var alices = membershipOf(alice, acme);
            var bobs = membershipOf(alice, acme, bob);

            var done = atOnce(
                    () -> attempt(alice, () -> memberships.changeRole(acme, bobs, Role.VIEWER)),
                    () -> attempt(bob, () -> memberships.changeRole(acme, alices, Role.VIEWER)));

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(owners(alice, acme)).hasSize(1);
        }
    }

    @Test
    void twoOwnersWhoRemoveEachOtherAtTheSameMomentLeaveOne() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var alice = Actor.signIn("alice");
            var bob = Actor.signIn("bob");
            var carol = Actor.signIn("carol");
            var acme = found(alice);
            join(alice, bob, acme, Role.OWNER);
            join(alice, carol, acme, Role.VIEWER);
            var alices = membershipOf(alice, acme);
            var bobs = membershipOf(alice, acme, bob);

            var done = atOnce(
                    () -> attempt(alice, () -> memberships.remove(acme, bobs)),
                    () -> attempt(bob, () -> memberships.remove(acme, alices)));

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(owners(carol, acme)).hasSize(1);
        }
    }

    @Test
    void twoOwnersWhoLeaveAtTheSameMomentLeaveOne() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var alice = Actor.signIn("alice");
            var bob = Actor.signIn("bob");
            var carol = Actor.signIn("carol");
            var acme = found(alice);
            join(alice, bob, acme, Role.OWNER);
            join(alice, carol, acme, Role.VIEWER);

            var done = atOnce(
                    () -> attempt(alice, () -> memberships.leave(acme)),
                    () -> attempt(bob, () -> memberships.leave(acme)));

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(owners(carol, acme)).hasSize(1);
        }
    }

    @Test
    void twoOwnersWhoDeleteTheirAccountsAtTheSameMomentLeaveOne() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var alice = Actor.signIn("alice");
            var bob = Actor.signIn("bob");
            var carol = Actor.signIn("carol");
            var acme = found(alice);
            join(alice, bob, acme, Role.OWNER);
            join(alice, carol, acme, Role.VIEWER);

            var done = atOnce(() -> attempt(alice, accounts::delete), () -> attempt(bob, accounts::delete));

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(owners(carol, acme)).hasSize(1);
        }
    }

    @Test
    void whoIsOfferedTheOwnershipAndRemovedAtTheSameMomentIsOwnerOrGone() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var alice = Actor.signIn("alice");
            var carol = Actor.signIn("carol");
            var acme = found(alice);
            join(alice, carol, acme, Role.ADMIN);
            var carols = membershipOf(alice, acme, carol);
            alice.does(() -> transfers.offer(acme, carols));

            var done = atOnce(
                    () -> attempt(carol, () -> transfers.accept(acme)),
                    () -> attempt(alice, () -> memberships.remove(acme, carols)));

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(owners(alice, acme)).containsExactly(done.get(0) ? carol.id() : alice.id());
        }
    }

    @Test
    void whoAcceptsTheOwnershipAndLeavesAtTheSameMomentDoesOneOfThem() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var alice = Actor.signIn("alice");
            var carol = Actor.signIn("carol");
            var acme = found(alice);
            join(alice, carol, acme, Role.VIEWER);
            var carols = membershipOf(alice, acme, carol);
            alice.does(() -> transfers.offer(acme, carols));

            var done = atOnce(
                    () -> attempt(carol, () -> transfers.accept(acme)),
                    () -> attempt(carol, () -> memberships.leave(acme)));

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(owners(alice, acme)).containsExactly(done.get(0) ? carol.id() : alice.id());
        }
    }

    @Test
    void anOfferThatIsAcceptedAndWithdrawnAtTheSameMomentIsOneOfThem() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var alice = Actor.signIn("alice");
            var carol = Actor.signIn("carol");
            var acme = found(alice);
            join(alice, carol, acme, Role.VIEWER);
            var carols = membershipOf(alice, acme, carol);
            alice.does(() -> transfers.offer(acme, carols));

            var done = atOnce(
                    () -> attempt(carol, () -> transfers.accept(acme)),
                    () -> attempt(alice, () -> transfers.end(acme)));

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(owners(alice, acme)).containsExactly(done.get(0) ? carol.id() : alice.id());
        }
    }

    @Test
    void anOfferThatIsAcceptedWhileTheGiverIsDemotedLeavesAnOwner() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var alice = Actor.signIn("alice");
            var bob = Actor.signIn("bob");
            var carol = Actor.signIn("carol");
            var acme = found(alice);
            join(alice, bob, acme, Role.OWNER);
            join(alice, carol, acme, Role.VIEWER);
            var alices = membershipOf(alice, acme);
            var carols = membershipOf(alice, acme, carol);
            alice.does(() -> transfers.offer(acme, carols));

            var done = atOnce(
                    () -> attempt(carol, () -> transfers.accept(acme)),
                    () -> attempt(bob, () -> memberships.changeRole(acme, alices, Role.VIEWER)));

            assertThat(done.get(1)).isTrue();
            assertThat(owners(bob, acme))
                    .containsExactlyInAnyOrderElementsOf(
                            done.get(0) ? List.of(bob.id(), carol.id()) : List.of(bob.id()));
        }
    }

    @Test
    void twoOffersAtTheSameMomentMakeOne() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var alice = Actor.signIn("alice");
            var bob = Actor.signIn("bob");
            var carol = Actor.signIn("carol");
            var acme = found(alice);
            join(alice, bob, acme, Role.OWNER);
            join(alice, carol, acme, Role.VIEWER);
            var carols = membershipOf(alice, acme, carol);

            var done = atOnce(
                    () -> attempt(alice, () -> transfers.offer(acme, carols)),
                    () -> attempt(bob, () -> transfers.offer(acme, carols)));

            assertThat(done).containsExactlyInAnyOrder(true, false);
        }
    }

    private UUID found(Actor owner) throws Exception {
        return owner.does(() -> organizations.create("Acme", "acme-" + UUID.randomUUID()))
                .id();
    }

    private void join(Actor inviter, Actor invited, UUID organization, Role role) throws Exception {
        inviter.does(() -> invitations.invite(organization, invited.email(), role, null));
        invited.does(() -> acceptances.accept(acceptances.mine().get(0).id().toString()));
    }

    private UUID membershipOf(Actor somebody, UUID organization) throws Exception {
        return membershipOf(somebody, organization, somebody);
    }

    private UUID membershipOf(Actor asker, UUID organization, Actor member) throws Exception {
        return rows(asker, organization).stream()
                .filter(row -> member.id().equals(row.userId()))
                .map(MemberView::id)
                .findFirst()
                .orElseThrow();
    }

    private List<UUID> owners(Actor asker, UUID organization) throws Exception {
        return rows(asker, organization).stream()
                .filter(row -> row.role() == Role.OWNER)
                .map(MemberView::userId)
                .toList();
    }

    private List<MemberView> rows(Actor asker, UUID organization) throws Exception {
        return asker.does(() -> members.list(organization, new MemberQuery("", null, null, Sort.NAME, null, 50)))
                .rows();
    }

    /** Whether it was done; what the rules refuse is not. */
    private static boolean attempt(Actor somebody, Runnable use) throws Exception {
        try {
            somebody.runs(use);
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    private List<Boolean> atOnce(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        var start = new CyclicBarrier(2);
        var first = executor.submit(() -> {
            start.await(10, TimeUnit.SECONDS);
            return one.call();
        });
        var second = executor.submit(() -> {
            start.await(10, TimeUnit.SECONDS);
            return other.call();
        });
        return List.of(first.get(30, TimeUnit.SECONDS), second.get(30, TimeUnit.SECONDS));
    }
}
