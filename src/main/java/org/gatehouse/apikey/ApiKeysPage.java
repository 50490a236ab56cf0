package org.gatehouse.apikey;

import static java.util.stream.Collectors.toCollection;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.access.Scope;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.FormFields;
import org.gatehouse.page.SecretLifetime;
import org.gatehouse.page.Texts;

/** An organization's API keys: to make, to copy once and to end. */
@Named
@RequestScoped
public class ApiKeysPage {

    /** The fact of a flash message that is the new secret: encrypted on its way, and shown once. */
    private static final String CREATED = "key";

    @Inject
    ApiKeyService keys;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    SecretLifetime lifetime;

    private List<ApiKeyView> all;
    private String name = "";

    @PostConstruct
    void load() {
        all = keys.list(address.getId());
    }

    public void create() {
        NewApiKey created = keys.create(address.getId(), name, chosen(), lifetime.expiry());
        flash.say(
                texts.of("apiKeys.created", created.key().name()),
                Map.of(CREATED, created.secret().whole().value()));
        address.leaveTo(address.getHere());
    }

    public void end(ApiKeyView key) {
        keys.end(address.getId(), key.id());
        flash.say(texts.of("apiKeys.ended", key.name()));
        address.leaveTo(address.getHere());
    }

    /** The secret of the key made just now; empty on every later look. */
    public String getCreated() {
        return flash.get(CREATED);
    }

    public boolean isChosen(Scope scope) {
        return chosen().contains(scope);
    }

    private Set<Scope> chosen() {
        return FormFields.all("scope").stream().map(Scope::of).collect(toCollection(() -> EnumSet.noneOf(Scope.class)));
    }

    public List<ApiKeyView> getAll() {
        return all;
    }

    public List<Scope> getScopes() {
        return List.of(Scope.values());
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
