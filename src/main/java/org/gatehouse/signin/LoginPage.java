package org.gatehouse.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.access.Caller;
import org.gatehouse.access.ReturnUrl;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;
import org.jspecify.annotations.Nullable;

/** Where sign-in starts, and where it ends when it fails. */
@Named
@RequestScoped
public class LoginPage {

    private static final Set<String> REASONS = Set.of("expired", "cancelled", "disabled");

    @Inject
    Settings settings;

    @Inject
    Caller caller;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    HttpServletRequest request;

    /** Who is signed in has no business here. */
    public void moveOn() {
        if (caller.isSignedIn()) {
            address.leaveTo(getNext().orElse(address.of("/")));
        }
    }

    public boolean isConfigured() {
        return settings.openIdClient().isPresent();
    }

    public String getProviderName() {
        return settings.openIdClient().map(OpenIdClient::providerName).orElse("");
    }

    /** Leads to the provider, and back to the page that was asked for. */
    public String getStart() {
        return address.of(OpenIdAuthenticator.LOGIN)
                + getNext().map(next -> "?next=" + Address.encode(next)).orElse("");
    }

    /** Why the last attempt came to nothing; empty if none did. */
    public String getError() {
        String reason = request.getParameter("error");
        if (reason == null) {
            return "";
        }
        return texts.of(
                "login.error." + (REASONS.contains(reason) ? reason : "provider"),
                getProviderName(),
                Optional.ofNullable(request.getParameter("id")).orElse("–"));
    }

    private Optional<String> getNext() {
        return local(flash.get(SignOutForm.NEXT))
                .or(() -> local(request.getParameter("next")))
                .filter(next -> !next.equals(address.of("/")));
    }

    private Optional<String> local(@Nullable String asked) {
        return ReturnUrl.local(request.getContextPath(), asked);
    }
}
