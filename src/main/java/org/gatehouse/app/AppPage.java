package org.gatehouse.app;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.organization.Organization;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/** An application, to change and to delete, or a new one. */
@Named
@RequestScoped
public class AppPage {

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

    private @Nullable GuardedAppView app;
    private String name = "";
    private String host = "";
    private String path = "/";
    private String handedTo = "";

    @PostConstruct
    void load() {
        app = address.findApp().map(apps::get).orElse(null);
        if (app == null) {
            apps.requireRoom();
            policyForm.begin(
                    Policy.of(Access.SIGNED_IN.word(), Optional.empty(), Optional.empty()), List.of(), id -> "");
            return;
        }
        name = app.name();
        host = Optional.ofNullable(app.host()).orElse("");
        path = app.path();
        handedTo =
                Optional.ofNullable(app.handedTo()).map(apps::organizationSlug).orElse("");
        policyForm.begin(app.policy(), app.rules(), apps::organizationSlug);
    }

    public void save() {
        AppTerms terms = terms();
        GuardedAppView saved = app == null ? apps.create(terms) : apps.change(app.id(), terms);
        flash.say(texts.of(app == null ? "apps.created" : "apps.saved", saved.name()));
        address.go("/admin/apps/" + saved.id());
    }

    public void delete() {
        GuardedAppView gone = apps.get(address.getApp());
        apps.delete(gone.id());
        flash.say(texts.of("apps.deleted", gone.name()));
        address.go("/admin/apps");
    }

    private AppTerms terms() {
        InvalidProblem.requireAll(
                this::requireName,
                () -> AppAddress.of(host, path),
                () -> policyForm.policy(this::organization),
                () -> policyForm.rules(this::organization),
                this::handedToId);
        return new AppTerms(
                requireName(),
                AppAddress.of(host, path),
                policyForm.policy(this::organization),
                policyForm.rules(this::organization),
                handedToId().orElse(null));
    }

    /** Beside the form of the application there is that of its tokens, which have names as well. */
    private String requireName() {
        return PolicyForm.at("app_name", () -> Organization.requireName(name));
    }

    private UUID organization(String slug) {
        return findOrganization("organization", slug);
    }

    private Optional<UUID> handedToId() {
        return Optional.of(handedTo.strip())
                .filter(slug -> !slug.isEmpty())
                .map(slug -> findOrganization("handed_to", slug));
    }

    private UUID findOrganization(String field, String slug) {
        return apps.findOrganization(slug)
                .orElseThrow(() -> new InvalidProblem(
                        field,
                        slug.isEmpty()
                                ? texts.of("apps.organization.missing")
                                : texts.of("apps.organization.unknown", slug)));
    }

    /** Null for a new one. */
    public @Nullable GuardedAppView getApp() {
        return app;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getHandedTo() {
        return handedTo;
    }

    public void setHandedTo(String handedTo) {
        this.handedTo = handedTo;
    }
}
