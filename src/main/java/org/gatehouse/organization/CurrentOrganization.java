package org.gatehouse.organization;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Permission;
import org.gatehouse.access.Role;
import org.gatehouse.page.Address;
import org.jspecify.annotations.Nullable;

/** The organization whose page this is, as the caller sees it. */
@Named("organization")
@RequestScoped
public class CurrentOrganization {

    @Inject
    OrganizationService organizations;

    @Inject
    Address address;

    private @Nullable OrganizationView view;

    public OrganizationView getView() {
        if (view == null) {
            view = organizations.get(address.getId());
        }
        return view;
    }

    public UUID getId() {
        return getView().id();
    }

    public String getName() {
        return getView().name();
    }

    /** The address of one of its pages, e.g. {@code settings}. */
    public String page(String name) {
        return address.of("/orgs/" + getId() + "/" + name);
    }

    /** The roles that the caller may give here, from the least. */
    public List<Role> getAssignableRoles() {
        return getView().role().assignable();
    }

    public boolean isManaged() {
        return getView().role().permits(Permission.MANAGE_MEMBERS);
    }

    public boolean isOwned() {
        return getView().role().permits(Permission.OWN);
    }
}
