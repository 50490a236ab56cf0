package org.gatehouse.organization;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.jspecify.annotations.Nullable;

/** The caller's organizations, to choose from or to leave. */
@Named
@RequestScoped
public class MyOrganizations {

    @Inject
    OrganizationService organizations;

    @Inject
    MembershipService memberships;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private @Nullable List<OrganizationView> all;

    public List<OrganizationView> getAll() {
        if (all == null) {
            all = organizations.mine();
        }
        return all;
    }

    public void leave(OrganizationView organization) {
        memberships.leave(organization.id());
        flash.say(texts.of("organization.left", organization.name()));
        address.leaveTo(address.getHere());
    }
}
