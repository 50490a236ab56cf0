package org.gatehouse.link;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.gatehouse.organization.OrganizationView;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.jspecify.annotations.Nullable;

/** What the address of a link opens. */
@Named
@RequestScoped
public class JoinPage {

    @Inject
    JoinService links;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private @Nullable JoinView link;

    public JoinView getLink() {
        if (link == null) {
            link = links.get(address.getToken());
        }
        return link;
    }

    /** Who is a member already goes straight to the organization. */
    public void moveOn() {
        if (getLink().member()) {
            address.go("/orgs/" + getLink().organizationId() + "/settings");
        }
    }

    public void join() {
        OrganizationView joined = links.join(address.getToken());
        flash.say(texts.of("invitation.accepted", joined.name(), joined.role().word()));
        address.go("/orgs/" + joined.id() + "/settings");
    }
}
