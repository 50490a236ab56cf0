package org.gatehouse.app;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** All applications behind Gatehouse. */
@Named
@RequestScoped
public class AppsPage {

    @Inject
    GuardedAppService apps;

    private List<GuardedAppView> all;

    @PostConstruct
    void load() {
        all = apps.list();
    }

    /** What the organization is called whose admins may change whom it lets in. */
    public String handedTo(GuardedAppView app) {
        return Optional.ofNullable(app.handedTo()).map(apps::organizationName).orElse("");
    }

    public List<GuardedAppView> getAll() {
        return all;
    }
}
