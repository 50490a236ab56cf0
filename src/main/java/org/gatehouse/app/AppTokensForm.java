package org.gatehouse.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.SecretLifetime;
import org.gatehouse.page.Texts;
import org.jspecify.annotations.Nullable;

/** The tokens of the application whose page this is, below an organization or in the administration. */
@Named("appTokens")
@RequestScoped
public class AppTokensForm {

    /** Facts of a flash message: encrypted on their way, and shown once. */
    private static final String SECRET = "token";

    private static final String OPENS = "opens";

    @Inject
    AppTokenService tokens;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    SecretLifetime lifetime;

    private @Nullable List<AppTokenView> all;
    private String name = "";

    public List<AppTokenView> getAll() {
        if (all == null) {
            all = address.findId()
                    .map(organization -> tokens.listHandedTo(organization, app()))
                    .orElseGet(() -> tokens.list(app()));
        }
        return all;
    }

    public void create() {
        show(
                "appTokens.created",
                organization().isPresent()
                        ? tokens.createHandedTo(organization().get(), app(), name, lifetime.expiry())
                        : tokens.create(app(), name, lifetime.expiry()));
    }

    public void rotate(AppTokenView token) {
        show(
                "appTokens.rotated",
                organization().isPresent()
                        ? tokens.rotateHandedTo(organization().get(), app(), token.id())
                        : tokens.rotate(app(), token.id()));
    }

    public void delete(AppTokenView token) {
        organization()
                .ifPresentOrElse(
                        id -> tokens.deleteHandedTo(id, app(), token.id()), () -> tokens.delete(app(), token.id()));
        flash.say(texts.of("appTokens.deleted", token.name()));
        address.leaveTo(address.getHere());
    }

    /** The secret that was made just now; empty on every later look. */
    public String getSecret() {
        return flash.get(SECRET);
    }

    /** The address that opens the application with it. */
    public String getOpens() {
        return flash.get(OPENS);
    }

    private void show(String text, NewAppToken made) {
        flash.say(
                texts.of(text, made.token().name()),
                Map.of(SECRET, made.secret().whole().value(), OPENS, made.address()));
        address.leaveTo(address.getHere());
    }

    private Optional<UUID> organization() {
        return address.findId();
    }

    private UUID app() {
        return address.getApp();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
