package org.gatehouse.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.invitation.InvitationRepository;
import org.gatehouse.session.SessionsEnded;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Settings;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.Mailbox;
import org.gatehouse.testing.Rows;
import org.gatehouse.testing.SettableClock;
import org.gatehouse.testing.TestEnvironment;
import org.gatehouse.user.UserRepository;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.UserRepresentation;

/** Keycloak is down for a while, or whoever works off a queue dies: nothing is lost, and nothing is done twice. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OutageIT {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final SettableClock clock = new SettableClock();
    private final Settings settings = settings();

    @BeforeEach
    void empty() {
        TestDatabase.H2.empty();
    }

    @Test
    void aSessionEndsWhenKeycloakIsBack() throws Exception {
        var uma = Somebody.named("uma");
        Api.signedInAs(uma.name());
        var session = uma.sessionsAtKeycloak().get(0);
        end(session);

        assertThat(logout(ServiceAccount.down())).as("go on").isFalse();
        assertThat(logout(ServiceAccount.bundled()))
                .as("before its pause is over")
                .isFalse();
        assertThat(uma.sessionsAtKeycloak()).containsExactly(session);

        clock.pass(PAUSE);
        assertThat(logout(ServiceAccount.bundled())).isTrue();
        assertThat(uma.sessionsAtKeycloak()).isEmpty();
        assertThat(rows("keycloak_logout")).isZero();
    }

    @Test
    void aSessionThatIsOverAtKeycloakOrOldByNowIsNotTriedForEver() {
        end("over-already");
        assertThat(logout(ServiceAccount.bundled())).isTrue();
        assertThat(rows("keycloak_logout")).isZero();

        end("a-day-ago");
        clock.pass(Duration.ofDays(1));
        assertThat(logout(ServiceAccount.down())).isFalse();
        assertThat(rows("keycloak_logout")).isZero();
    }

    @Test
    void anAccountIsMadeWhenKeycloakIsBackAndOneWhoseMakerDiedIsKnownForOurs() throws Exception {
        var address = "ida-" + UUID.randomUUID() + "@example.com";
        var mailbox = Mailbox.of(address);
        TestDatabase.H2.run(em -> {
            var rows = new Rows(em);
            rows.invitation(rows.organization("acme"), address, "viewer", "2026-02-01 00:00:00+00");
            accounts(em).expect(address, UUID.randomUUID(), clock.instant());
        });
        assertThat(make(ServiceAccount.down())).isFalse();
        clock.pass(PAUSE);

        TestDatabase.H2.run(em -> {
            var queue = queue(em);
            queue.begin(queue.take().orElseThrow());
        });
        var orphan = new UserRepresentation();
        orphan.setUsername(address);
        orphan.setEmail(address);
        orphan.setEnabled(true);
        orphan.setRequiredActions(List.of("VERIFY_EMAIL", "UPDATE_PASSWORD"));
        var id = CreatedResponseUtil.getCreatedId(
                ServiceAccount.console().users().create(orphan));
        assertThat(make(ServiceAccount.bundled())).as("somebody may be at it").isFalse();

        clock.pass(PAUSE);
        assertThat(make(ServiceAccount.bundled())).isTrue();
        assertThat(mailbox.next().from()).contains("keycloak@example.com");
        assertThat(rows("keycloak_account where subject = '" + id + "'")).isOne();

        clock.pass(Duration.ofDays(30));
        assertThat(make(ServiceAccount.bundled()))
                .as("the invitation has expired")
                .isTrue();
        assertThat(ServiceAccount.console().users().searchByEmail(address, true))
                .isEmpty();
        assertThat(rows("keycloak_account")).isZero();
    }

    private void end(String session) {
        TestDatabase.H2.run(em -> queue(em, ServiceAccount.bundled())
                .add(new SessionsEnded(TestEnvironment.keycloak().issuer().toString(), Set.of(session))));
    }

    private boolean logout(KeycloakRealm realm) {
        return TestDatabase.H2.call(em ->
                Injection.into(new KeycloakLogout(), queue(em, realm), realm).endNext());
    }

    private LogoutQueue queue(EntityManager em, KeycloakRealm realm) {
        return Injection.into(new LogoutQueue(), Injection.into(new LogoutRepository(), em), realm, settings, clock);
    }

    private boolean make(KeycloakRealm realm) {
        return TestDatabase.H2.call(em -> Injection.into(new InvitedAccounts(), queue(em), realm, settings, clock)
                .workNext());
    }

    private AccountQueue queue(EntityManager em) {
        return Injection.into(
                new AccountQueue(),
                accounts(em),
                Injection.into(new InvitationRepository(), em),
                Injection.into(new UserRepository(), em),
                settings,
                clock);
    }

    private static InvitedAccountRepository accounts(EntityManager em) {
        return Injection.into(new InvitedAccountRepository(), em);
    }

    private static long rows(String from) {
        return TestDatabase.H2.call(em -> new Rows(em).count(from));
    }

    private static Settings settings() {
        var given = new GivenSettings();
        for (var setting : List.of(
                PUBLIC_URL,
                OIDC_ISSUER,
                OIDC_CLIENT_ID,
                OIDC_CLIENT_SECRET,
                OIDC_REDIRECT_URI,
                KEYCLOAK_ADMIN_CLIENT_ID,
                KEYCLOAK_ADMIN_CLIENT_SECRET)) {
            given.with(setting, TestEnvironment.settings().get(setting.name()));
        }
        return given.read();
    }
}
