package org.gatehouse.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.access.ReturnUrl;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Where sign-in leads back to: a page of this application, or of the front end at {@code FRONTEND_URL}. */
@RequestScoped
public class WayBack {

    @Inject
    HttpServletRequest request;

    @Inject
    Settings settings;

    /** The address that was asked for if a browser may be sent there; empty otherwise. */
    Optional<String> to(@Nullable String asked) {
        return asked == null ? Optional.empty() : ReturnUrl.within(places(), asked);
    }

    /** Where nothing, or nothing good, was asked for. */
    String home() {
        return settings.frontendUrl().map(URI::toString).orElseGet(this::start);
    }

    /** Our own first page. */
    String start() {
        return request.getContextPath() + "/";
    }

    private List<String> places() {
        return Stream.concat(Stream.of(request.getContextPath()), settings.frontendUrl().map(Origin::of).stream())
                .toList();
    }
}
