package org.gatehouse.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Mailbox;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Somebody is invited who has no account at Keycloak, or has one. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class InvitedAccountsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void whoHasNoAccountGetsOneAndTwoMailsAndLosesItWithTheLastInvitation() throws Exception {
        var first = new Inviting();
        var second = new Inviting();
        var address = address();
        var mailbox = Mailbox.of(address);
        var invitation = first.invite(address);

        assertThat(mailbox.next().from()).as("the invitation").contains("gatehouse@example.com");
        assertThat(mailbox.next().from()).as("Keycloak's").contains("keycloak@example.com");
        var made = accounts(address).get(0);
        assertThat(made.isEnabled()).isTrue();
        assertThat(made.isEmailVerified()).isFalse();
        assertThat(ServiceAccount.console()
                        .users()
                        .get(made.getId())
                        .toRepresentation()
                        .getRequiredActions())
                .containsExactlyInAnyOrder("VERIFY_EMAIL", "UPDATE_PASSWORD");

        var another = second.invite(address);
        mailbox.next();
        first.revoke(invitation);
        mailbox.next();
        assertThat(accounts(address)).as("another invitation needs it").hasSize(1);

        second.revoke(another);
        Eventually.within(
                SOON, "the end of the account", () -> accounts(address).isEmpty());
    }

    @Test
    void anAccountThatIsThereIsLeftAloneAndOneThatHasAPasswordStaysAndStrangersGetNone() throws Exception {
        var inviting = new Inviting();
        var known = new UserRepresentation();
        known.setUsername("known-" + UUID.randomUUID());
        known.setEmail(address().toUpperCase(Locale.ROOT));
        known.setEnabled(false);
        ServiceAccount.console().users().create(known).close();
        var knownAddress = known.getEmail().toLowerCase(Locale.ROOT);
        var stranger = "someone-" + UUID.randomUUID() + "@elsewhere.example.com";
        var used = address();
        var knownsMails = Mailbox.of(knownAddress);
        var strangersMails = Mailbox.of(stranger);
        var usedsMails = Mailbox.of(used);

        var toKnown = inviting.invite(knownAddress);
        inviting.invite(stranger);
        var toUsed = inviting.invite(used);
        knownsMails.next();
        strangersMails.next();
        usedsMails.next();
        usedsMails.next();
        assertThat(knownsMails.isEmpty()).as("no mail from Keycloak").isTrue();
        assertThat(strangersMails.isEmpty()).as("no mail from Keycloak").isTrue();
        assertThat(accounts(stranger)).isEmpty();

        choosePassword(accounts(used).get(0));
        inviting.revoke(toKnown);
        inviting.revoke(toUsed);
        var behind = address();
        var mailsBehind = Mailbox.of(behind);
        inviting.invite(behind);
        mailsBehind.next();
        mailsBehind.next();
        assertThat(accounts(used)).hasSize(1);
        assertThat(accounts(knownAddress)).singleElement().matches(user -> !user.isEnabled());
    }

    private static void choosePassword(UserRepresentation user) {
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue("their own");
        ServiceAccount.console().users().get(user.getId()).resetPassword(password);
    }

    private static String address() {
        return "ida-" + UUID.randomUUID() + "@accounts.example.com";
    }

    private static List<UserRepresentation> accounts(String address) {
        return ServiceAccount.console().users().searchByEmail(address, true);
    }

    /** Somebody with an organization. */
    private static final class Inviting {
        private final Newcomer owner = Newcomer.named("owner");
        private final String members;

        Inviting() throws Exception {
            members = Team.found(owner) + "/members";
        }

        String invite(String address) {
            var answer = owner.post(members, Map.of("email", address, "role", "viewer"));
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
            return answer.text("/id");
        }

        void revoke(String id) {
            assertThat(owner.delete(members + "/" + id).status()).isEqualTo(204);
        }
    }
}
