package org.gatehouse.provision;

import static java.util.stream.Collectors.toMap;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.gatehouse.access.Secret;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Provisions a realm: shows the difference first, and does, when it is sent again, what it has shown. The password is sent
 * each time, as nothing keeps it.
 */
@Named
@RequestScoped
public class KeycloakSetupPage {

    private static final List<String> SECRETS = List.of("OIDC_CLIENT_SECRET", "KEYCLOAK_ADMIN_CLIENT_SECRET");

    @Inject
    ProvisionService provisioning;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private String issuer;
    private String publicUrl;
    private boolean service;
    private boolean adopt;
    private boolean undo;
    private String user = "admin";
    private String userRealm = "master";
    private String password = "";
    private String shown = "";
    private @Nullable List<String> lines;

    @PostConstruct
    void load() {
        ProvisionOrder known = provisioning.begin();
        issuer = known.issuer();
        publicUrl = known.publicUrl();
        service = known.service();
    }

    public void go() {
        ProvisionOrder order = new ProvisionOrder(issuer, publicUrl, service, adopt, undo);
        Plan plan = provisioning.plan(order, new Administrator(userRealm.strip(), user.strip(), password));
        String fingerprint = new Secret(String.join("\n", plan.lines())).hash();
        if (plan.lines().isEmpty() || !fingerprint.equals(shown)) {
            lines = plan.lines();
            shown = lines.isEmpty() ? "" : fingerprint;
            return;
        }
        Map<String, Secret> secrets = provisioning.carryOut(order, plan);
        flash.say(
                texts.of(undo ? "keycloakSetup.undone" : "keycloakSetup.done"),
                secrets.entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, secret -> secret.getValue().value())));
        address.leaveTo(address.getPath());
    }

    /** What there is, and what it will be; null where nobody has asked yet. */
    public @Nullable List<String> getLines() {
        return lines;
    }

    /** Lines of settings that are made just now; none on every later look. */
    public List<String> getSecrets() {
        return SECRETS.stream()
                .filter(setting -> !flash.get(setting).isEmpty())
                .map(setting -> setting + "=" + flash.get(setting))
                .toList();
    }

    public String getIssuer() {
        return issuer;
    }

    public void setIssuer(String issuer) {
        this.issuer = issuer;
    }

    public String getPublicUrl() {
        return publicUrl;
    }

    public void setPublicUrl(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    public boolean isService() {
        return service;
    }

    public void setService(boolean service) {
        this.service = service;
    }

    public boolean isAdopt() {
        return adopt;
    }

    public void setAdopt(boolean adopt) {
        this.adopt = adopt;
    }

    public boolean isUndo() {
        return undo;
    }

    public void setUndo(boolean undo) {
        this.undo = undo;
    }

    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public String getUserRealm() {
        return userRealm;
    }

    public void setUserRealm(String userRealm) {
        this.userRealm = userRealm;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** Which difference was shown last, in a hash. */
    public String getShown() {
        return shown;
    }

    public void setShown(String shown) {
        this.shown = shown;
    }
}
