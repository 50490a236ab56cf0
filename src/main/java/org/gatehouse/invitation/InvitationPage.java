package org.gatehouse.invitation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.gatehouse.access.Caller;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.MyOrganizations;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.jspecify.annotations.Nullable;

/** What the link in an invitation's mail opens. */
@Named
@RequestScoped
public class InvitationPage {

    @Inject
    AcceptanceService invitations;

    @Inject
    MyOrganizations organizations;

    @Inject
    Caller caller;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private @Nullable InvitationView invitation;

    public InvitationView getInvitation() {
        if (invitation == null) {
            invitation = invitations.get(address.getToken());
        }
        return invitation;
    }

    /** Whom this invitation, or the sign-in on the way to it, has made a member goes straight to the organization. */
    public void moveOn() {
        boolean joined = getInvitation().state().equals("accepted")
                && caller.isSignedIn()
                && organizations.getAll().stream()
                        .anyMatch(mine -> mine.id().equals(getInvitation().organizationId()));
        if (joined) {
            welcome();
        }
    }

    public void accept() {
        invitations.accept(address.getToken());
        welcome();
    }

    public void decline() {
        invitations.decline(address.getToken());
        flash.say(texts.of("invitation.declined", getInvitation().organizationName()));
        address.leaveTo(address.getHere());
    }

    /** Whether the visitor is signed in with an address other than the invited one. */
    public boolean isForSomebodyElse() {
        return caller.isSignedIn()
                && !Optional.ofNullable(caller.getPerson().email())
                        .map(EmailAddress::key)
                        .equals(Optional.of(EmailAddress.key(getInvitation().email())));
    }

    private void welcome() {
        flash.say(texts.of(
                "invitation.accepted",
                getInvitation().organizationName(),
                getInvitation().role().word()));
        address.go("/orgs/" + getInvitation().organizationId() + "/settings");
    }
}
