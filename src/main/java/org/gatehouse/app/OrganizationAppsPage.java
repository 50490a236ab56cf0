package org.gatehouse.app;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.gatehouse.page.Address;

/** The applications that are handed to an organization. */
@Named
@RequestScoped
public class OrganizationAppsPage {

    @Inject
    GuardedAppService apps;

    @Inject
    Address address;

    private List<GuardedAppView> all;

    @PostConstruct
    void load() {
        all = apps.listHandedTo(address.getId());
    }

    public List<GuardedAppView> getAll() {
        return all;
    }
}
