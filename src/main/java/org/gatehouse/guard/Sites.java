package org.gatehouse.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.net.URI;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;

/** Where browsers find Gatehouse and the applications: all by the scheme of {@code PUBLIC_URL}. No slash stands at the end. */
@ApplicationScoped
public class Sites {

    @Inject
    Settings settings;

    @Inject
    ServletContext context;

    String gatehouse() {
        return settings.publicUrl().map(URI::toString).orElseGet(() -> context.getContextPath());
    }

    /** The root of the application's host. */
    String of(GuardedApp app) {
        String scheme = settings.publicUrl().map(url -> url.getScheme() + ":").orElse("");
        return app.getHost().map(host -> scheme + "//" + host).orElseGet(this::ownHost);
    }

    private String ownHost() {
        return settings.publicUrl().map(Origin::of).orElse("");
    }
}
