package org.gatehouse.imports;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.UserTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gatehouse.access.Role;
import org.gatehouse.access.Scope;
import org.gatehouse.account.AccountService;
import org.gatehouse.apikey.ApiKeyService;
import org.gatehouse.invitation.AcceptanceService;
import org.gatehouse.invitation.InvitationService;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.MembershipService;
import org.gatehouse.organization.OrganizationService;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.testing.Actor;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An import goes on whatever happens in its middle, and does nothing twice. */
@ExtendWith(ArquillianExtension.class)
class ImportQueueIT {
    private static final int BATCH = 500;

    @Inject
    ImportService imports;

    @Inject
    ImportQueue queue;

    @Inject
    ApiKeyService keys;

    @Inject
    OrganizationService organizations;

    @Inject
    InvitationService invitations;

    @Inject
    AcceptanceService acceptances;

    @Inject
    MembershipService memberships;

    @Inject
    AccountService accounts;

    @Resource
    ManagedExecutorService executor;

    @Resource
    UserTransaction transaction;

    @PersistenceContext
    EntityManager em;

    private final String unique = UUID.randomUUID() + "@example.com";
    private Actor owner;
    private UUID acme;

    @BeforeEach
    void found() throws Exception {
        owner = Actor.signIn("owner");
        acme = owner.does(() -> organizations.create("Acme", "acme-" + UUID.randomUUID()))
                .id();
    }

    /** Nobody waits for the mails. */
    @AfterEach
    void delete() throws Exception {
        run("delete from organization where id = '%s'".formatted(acme));
    }

    @Test
    void whoeverDiesInTheMiddleOfABatchHasDoneNothingAndTheNextGoesOnBehindTheLast() throws Exception {
        var id = start(owner, BATCH * 2 + 1);
        assertThat(queue.advance(id)).isTrue();
        assertThat(view(id).invited()).isEqualTo(BATCH);

        transaction.begin();
        queue.advance(id);
        transaction.rollback();
        assertThat(view(id).invited()).isEqualTo(BATCH);
        assertThat(count("invitation")).isEqualTo(BATCH);

        makeDue(id);
        awaitEnd(id);
        assertThat(view(id).invited()).isEqualTo(BATCH * 2 + 1);
        assertThat(count("invitation")).isEqualTo(BATCH * 2 + 1);
        assertThat(count("audit_event where action = 'invitation_created' and")).isEqualTo(BATCH * 2 + 1);
    }

    @Test
    void whoIsDemotedInTheMiddleInvitesNobodyElse() throws Exception {
        var admin = join("admin", Role.ADMIN);
        var id = start(admin, BATCH + 10);
        queue.advance(id);

        owner.runs(() -> memberships.changeRole(acme, membership(admin), Role.EDITOR));
        finish(id);

        assertThat(results(id)).isEqualTo(Map.of(Result.INVITED, (long) BATCH, Result.FORBIDDEN, 10L));
        assertThat(view(id).refused()).isEqualTo(10);
    }

    @Test
    void whoDeletesTheirAccountInTheMiddleInvitesNobodyElse() throws Exception {
        var admin = join("admin", Role.ADMIN);
        var id = start(admin, BATCH + 10);
        queue.advance(id);

        admin.runs(accounts::delete);
        finish(id);

        assertThat(results(id)).isEqualTo(Map.of(Result.INVITED, (long) BATCH, Result.FORBIDDEN, 10L));
    }

    @Test
    void whoIsDisabledInTheMiddleInvitesNobodyElse() throws Exception {
        var admin = join("admin", Role.ADMIN);
        var id = start(admin, BATCH + 10);
        queue.advance(id);

        run("update app_user set disabled_at = now() where id = '%s'".formatted(admin.id()));
        finish(id);

        assertThat(results(id)).isEqualTo(Map.of(Result.INVITED, (long) BATCH, Result.FORBIDDEN, 10L));
    }

    @Test
    void aProgramInvitesUntilItsKeyIsEnded() throws Exception {
        var key = owner.does(() -> keys.create(acme, "sync", Set.of(Scope.MEMBERS_WRITE), null))
                .key()
                .id();
        var id = start(owner, BATCH + 10);
        run("update import set user_id = null, api_key_id = '%s' where id = '%s'".formatted(key, id));
        queue.advance(id);

        owner.runs(() -> keys.end(acme, key));
        finish(id);

        assertThat(results(id)).isEqualTo(Map.of(Result.INVITED, (long) BATCH, Result.FORBIDDEN, 10L));
        assertThat(count("audit_event where actor = 'API key sync' and actor_id is null and"))
                .isEqualTo(BATCH);
    }

    @Test
    void aKeyThatHasExpiredOrHasNotTheScopeInvitesNobody() throws Exception {
        for (var scope : List.of(Scope.MEMBERS_READ, Scope.MEMBERS_WRITE)) {
            var key = owner.does(() -> keys.create(
                            acme, "sync", Set.of(scope), Instant.now().plusSeconds(60)))
                    .key()
                    .id();
            run(
                    "update api_key set expires_at = now() - interval '1 second' where scopes = 'members:write' and id = '%s'"
                            .formatted(key));
            var id = start(owner, 3);
            run("update import set user_id = null, api_key_id = '%s' where id = '%s'".formatted(key, id));

            finish(id);

            assertThat(results(id)).isEqualTo(Map.of(Result.FORBIDDEN, 3L));
        }
    }

    @Test
    void anImportEndsWithItsOrganization() throws Exception {
        var id = start(owner, 10);

        owner.runs(() -> organizations.delete(acme));

        assertThat(queue.advance(id)).isFalse();
        assertThat(count("import")).isZero();
    }

    @Test
    void anExpiredInvitationIsReplacedByTheImportsOwn() throws Exception {
        var old = owner.does(() -> invitations.invite(acme, email(0), Role.VIEWER, null));
        run("update invitation set expires_at = now() - interval '1 minute' where id = '%s'".formatted(old));
        var id = start(owner, 2);

        finish(id);

        assertThat(view(id).invited()).isEqualTo(2);
        assertThat(count("invitation where status = 'OPEN' and expires_at > now() and"))
                .isEqualTo(2);
        assertThat(count("invitation where id = '%s' and status = 'REVOKED' and".formatted(old)))
                .isOne();
    }

    @Test
    void whoIsImportedJoinsUnderTheRowsId() throws Exception {
        var id = start(owner, 1);
        finish(id);

        var carol = Actor.signIn("carol-" + unique, email(0), true, "Carol");

        assertThat(carol.does(() -> organizations.get(acme)).role()).isEqualTo(Role.VIEWER);
        assertThat(membership(carol))
                .isEqualTo(one("select cast(id as varchar) from import_row where import_id = '%s'".formatted(id)));
    }

    @Test
    void singleInvitationsOfTheSameAddressesAtTheSameTimeInviteEachOnce() throws Exception {
        var id = start(owner, 45);
        var begin = new CyclicBarrier(3);

        var imported = atOnce(begin, () -> {
            finish(id);
            return 0;
        });
        var forward = atOnce(begin, () -> inviteAll(0, 45, 1));
        var backward = atOnce(begin, () -> inviteAll(44, -1, -1));
        imported.get(60, TimeUnit.SECONDS);
        int single = forward.get(60, TimeUnit.SECONDS) + backward.get(60, TimeUnit.SECONDS);

        assertThat(count("invitation")).isEqualTo(45);
        assertThat(count("audit_event where action = 'invitation_created' and")).isEqualTo(45);
        assertThat(view(id).invited() + single).isEqualTo(45);
        assertThat(view(id).alreadyInvited()).isEqualTo(single);
    }

    @Test
    void severalWhoWorkAtTheSameImportAtTheSameTimeDoNothingTwice() throws Exception {
        var id = start(owner, BATCH * 3);
        var begin = new CyclicBarrier(3);

        List<Future<Integer>> workers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            workers.add(atOnce(begin, () -> {
                finish(id);
                return 0;
            }));
        }
        for (var worker : workers) {
            worker.get(60, TimeUnit.SECONDS);
        }

        assertThat(results(id)).isEqualTo(Map.of(Result.INVITED, BATCH * 3L));
        assertThat(count("invitation")).isEqualTo(BATCH * 3);
        assertThat(count("audit_event where action = 'invitation_created' and")).isEqualTo(BATCH * 3);
    }

    @Test
    void severalImportsOfTheSameAddressesInviteEachOnce() throws Exception {
        var first = start(owner, 50);
        var second = start(owner, 100);

        finish(second);
        finish(first);

        assertThat(view(second).invited()).isEqualTo(100);
        assertThat(view(first).alreadyInvited()).isEqualTo(50);
    }

    @Test
    void atTheLimitNobodyElseIsInvitedButWhoIsInvitedAlreadyIsNotRefused() throws Exception {
        owner.does(() -> invitations.invite(acme, email(2), Role.VIEWER, null));
        run("""
                insert into invitation (id, organization_id, email, email_key, open_email, role, status, created_at,
                  expires_at, delivery, delivery_attempts)
                select gen_random_uuid(), '%s', n || '-%s', n || '-%s', n || '-%s', 'viewer', 'OPEN', now(),
                  now() + interval '1 hour', 'DELIVERED', 0 from generate_series(1, 19998) n""".formatted(acme, unique, unique, unique));
        var id = start(owner, 4);

        finish(id);

        assertThat(results(id)).isEqualTo(Map.of(Result.INVITED, 1L, Result.LIMIT, 2L, Result.ALREADY_INVITED, 1L));
        assertThat(attempt(() -> invitations.invite(acme, "one-more-" + unique, Role.VIEWER, null)))
                .isEqualTo("too-many-invitations");
        assertThat(attempt(() -> invitations.invite(acme, email(2), Role.VIEWER, null)))
                .isEqualTo("already-invited");
        run(
                "update invitation set expires_at = now() - interval '1 second' where organization_id = '%s' and email = '7-%s'"
                        .formatted(acme, unique));
        assertThat(attempt(() -> invitations.invite(acme, "7-" + unique, Role.VIEWER, null)))
                .as("an expired one is replaced")
                .isEmpty();
    }

    /** Has an import begun that nobody works on by themselves. */
    private UUID start(Actor importer, int addresses) throws Exception {
        List<ImportRow> rows = new ArrayList<>();
        for (int i = 0; i < addresses; i++) {
            rows.add(ImportRow.waiting(i + 1, EmailAddress.parse(email(i)), Role.VIEWER));
        }
        transaction.begin();
        var id = importer.does(() -> imports.start(acme, rows)).id();
        em.createNativeQuery(
                        "update import set next_batch_at = now() + interval '1 hour' where id = '%s'".formatted(id))
                .executeUpdate();
        transaction.commit();
        return id;
    }

    private void finish(UUID id) {
        boolean more = true;
        while (more) {
            more = queue.advance(id);
        }
    }

    private void makeDue(UUID id) throws Exception {
        run("update import set next_batch_at = now() where id = '%s'".formatted(id));
    }

    private void awaitEnd(UUID id) throws Exception {
        for (int i = 0; i < 300 && view(id).isRunning(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(view(id).isRunning()).isFalse();
    }

    private ImportView view(UUID id) throws Exception {
        return owner.does(() -> imports.get(acme, id));
    }

    private Map<Result, Long> results(UUID id) throws Exception {
        return owner.does(() -> imports.rows(acme, id, EnumSet.allOf(Result.class), null, 10_000)).rows().stream()
                .collect(Collectors.groupingBy(ImportRow::result, Collectors.counting()));
    }

    private int inviteAll(int from, int to, int step) throws Exception {
        int invited = 0;
        for (int i = from; i != to; i += step) {
            int number = i;
            if (attempt(() -> invitations.invite(acme, email(number), Role.VIEWER, null))
                    .isEmpty()) {
                invited++;
            }
        }
        return invited;
    }

    /** The conflict that it met; empty where it was done. */
    private String attempt(Callable<UUID> use) throws Exception {
        try {
            owner.does(use);
            return "";
        } catch (ConflictProblem conflict) {
            return conflict.type();
        }
    }

    private Future<Integer> atOnce(CyclicBarrier begin, Callable<Integer> work) {
        return executor.submit(() -> {
            begin.await(10, TimeUnit.SECONDS);
            return work.call();
        });
    }

    private Actor join(String name, Role role) throws Exception {
        var actor = Actor.signIn(name);
        owner.does(() -> invitations.invite(acme, actor.email(), role, null));
        actor.does(() -> acceptances.accept(acceptances.mine().get(0).id().toString()));
        run("delete from audit_event where organization_id = '%s'".formatted(acme));
        run("delete from invitation where organization_id = '%s'".formatted(acme));
        return actor;
    }

    private UUID membership(Actor member) {
        return one("select cast(id as varchar) from membership where user_id = '%s' and organization_id = '%s'"
                .formatted(member.id(), acme));
    }

    private UUID one(String query) {
        return UUID.fromString(String.valueOf(em.createNativeQuery(query).getSingleResult()));
    }

    private String email(int number) {
        return "m" + number + "-" + unique;
    }

    /** @param from a table, or one with conditions and an {@code and} behind them */
    private long count(String from) {
        var condition = from.endsWith(" and") ? from : from + " where";
        return ((Number) em.createNativeQuery(
                                "select count(*) from %s organization_id = '%s'".formatted(condition, acme))
                        .getSingleResult())
                .longValue();
    }

    private void run(String sql) throws Exception {
        transaction.begin();
        em.createNativeQuery(sql).executeUpdate();
        transaction.commit();
    }
}
