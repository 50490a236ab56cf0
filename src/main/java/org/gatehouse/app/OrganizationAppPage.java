package org.gatehouse.app;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.InvalidProblem;

/** Whom an application lets in that is handed to an organization. */
@Named
@RequestScoped
public class OrganizationAppPage {

    @Inject
    GuardedAppService apps;

    @Inject
    PolicyForm policyForm;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private GuardedAppView app;

    @PostConstruct
    void load() {
        app = apps.getHandedTo(address.getId(), address.getApp());
        policyForm.begin(app.policy(), app.rules(), id -> id.equals(address.getId()) ? id.toString() : "");
    }

    public void save() {
        InvalidProblem.requireAll(() -> policyForm.policy(this::own), () -> policyForm.rules(this::own));
        Policy policy = policyForm.policy(this::own);
        List<PathRule> rules = policyForm.rules(this::own);
        apps.changePolicy(address.getId(), app.id(), policy, rules);
        flash.say(texts.of("apps.saved", app.name()));
        address.leaveTo(address.getHere());
    }

    /** Roles are asked for in this organization only. */
    private UUID own(String typed) {
        return address.getId();
    }

    public GuardedAppView getApp() {
        return app;
    }
}
