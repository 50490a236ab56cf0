package org.gatehouse.invitation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.jspecify.annotations.Nullable;

/** The invitations that wait for the caller, to accept or to decline. */
@Named
@RequestScoped
public class MyInvitations {

    @Inject
    AcceptanceService invitations;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private @Nullable List<InvitationView> all;

    public List<InvitationView> getAll() {
        if (all == null) {
            all = invitations.mine();
        }
        return all;
    }

    public void accept(InvitationView invitation) {
        invitations.accept(invitation.id().toString());
        flash.say(texts.of(
                "invitation.accepted",
                invitation.organizationName(),
                invitation.role().word()));
        address.go("/orgs/" + invitation.organizationId() + "/settings");
    }

    public void decline(InvitationView invitation) {
        invitations.decline(invitation.id().toString());
        flash.say(texts.of("invitation.declined", invitation.organizationName()));
        address.leaveTo(address.getHere());
    }
}
