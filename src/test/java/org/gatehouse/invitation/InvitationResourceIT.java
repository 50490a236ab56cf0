package org.gatehouse.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Mailbox;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class InvitationResourceIT {
    private static final String INVITATIONS = "/api/invitations";

    private Newcomer owner;
    private Newcomer carol;
    private String acme;

    @BeforeEach
    void found() throws Exception {
        owner = Newcomer.named("owner");
        carol = Newcomer.named("carol");
        acme = Team.found(owner);
    }

    @Test
    void aVerifiedAddressSeesItsInvitationsAndAcceptsThemById() throws Exception {
        var id = invite(carol.email());

        var mine = carol.get(INVITATIONS);
        assertThat(mine.texts("id")).containsExactly(id);
        assertThat(mine.text("/0/org_name")).isEqualTo("Team");
        assertThat(mine.text("/0/inviter_email")).isEqualTo(owner.email());

        var accepted = carol.post(INVITATIONS + "/" + id + "/acceptance", Map.of());
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.text("/status")).isEqualTo("accepted");
        assertThat(carol.get(acme).text("/role")).isEqualTo("viewer");
        assertThat(carol.get(acme + "/members/" + id).text("/user_id"))
                .as("the row keeps its id")
                .isEqualTo(carol.id().toString());
        assertThat(carol.get(INVITATIONS).json()).isEmpty();
    }

    @Test
    void theMailedTokenIsForWhoeverHasItAndOnce() throws Exception {
        var mailbox = Mailbox.of(carol.email());
        invite(carol.email());
        var link = INVITATIONS + "/" + token(mailbox);
        var dave = Newcomer.named("dave", false);

        assertThat(Newcomer.nobody().get(link).text("/status")).isEqualTo("pending");
        assertThat(Newcomer.nobody().post(link + "/acceptance", Map.of()).status())
                .isEqualTo(401);
        assertThat(owner.post(link + "/acceptance", Map.of()).problem()).isEqualTo("already-member");
        assertThat(dave.post(link + "/acceptance", Map.of()).status()).isEqualTo(200);
        assertThat(dave.get(acme).status()).isEqualTo(200);
        assertThat(carol.post(link + "/acceptance", Map.of()).status()).isEqualTo(410);
        assertThat(carol.get(link).text("/status")).isEqualTo("accepted");
    }

    @Test
    void aNewMailEndsTheOldLink() throws Exception {
        var mailbox = Mailbox.of(carol.email());
        var id = invite(carol.email());
        var old = INVITATIONS + "/" + token(mailbox);

        assertThat(owner.post(acme + "/members/" + id + "/delivery", Map.of()).status())
                .isEqualTo(202);
        var fresh = INVITATIONS + "/" + token(mailbox);

        assertThat(carol.get(old).status()).isEqualTo(404);
        assertThat(carol.get(fresh).status()).isEqualTo(200);
    }

    @Test
    void whoDeclinesIsNotInvitedAnyMore() throws Exception {
        var mailbox = Mailbox.of(carol.email());
        invite(carol.email());
        var link = INVITATIONS + "/" + token(mailbox);

        assertThat(Newcomer.nobody().delete(link).status()).isEqualTo(204);
        assertThat(carol.delete(link).status()).isEqualTo(410);
        assertThat(carol.get(link).text("/status")).isEqualTo("declined");
        assertThat(owner.get(acme + "/members").texts("email")).containsExactly(owner.email());
        assertThat(owner.get(acme + "/audit").text("/0/action")).isEqualTo("invitation_declined");
        assertThat(owner.get(acme + "/audit").json().at("/0/actor").isNull()).isTrue();
    }

    @Test
    void anIdIsWorthNothingToOthersAndToAnAddressNotVerified() throws Exception {
        var dave = Newcomer.named("dave", false);
        for (var id : new String[] {invite(carol.email()), invite(dave.email())}) {
            var invitation = INVITATIONS + "/" + id;
            assertThat(Newcomer.nobody().get(invitation).status()).isEqualTo(401);
            assertThat(dave.get(invitation).status()).isEqualTo(404);
            assertThat(dave.post(invitation + "/acceptance", Map.of()).status()).isEqualTo(404);
            assertThat(dave.delete(invitation).status()).isEqualTo(404);
        }
        assertThat(dave.get(INVITATIONS).json()).isEmpty();
        assertThat(Newcomer.nobody().get(INVITATIONS).status()).isEqualTo(401);
    }

    @Test
    void whatIsNoInvitationIsNotFound() {
        for (var unknown : new String[] {"nothing", UUID.randomUUID().toString(), "%20", "a".repeat(2000)}) {
            assertThat(carol.get(INVITATIONS + "/" + unknown).status()).isEqualTo(404);
        }
    }

    private String invite(String email) {
        return owner.post(acme + "/members", Map.of("email", email, "role", "viewer"))
                .text("/id");
    }

    private static String token(Mailbox mailbox) throws InterruptedException {
        return mailbox.next().links().get(0).replaceFirst(".*/", "");
    }
}
