package org.gatehouse.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.access.Caller;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;
import org.gatehouse.signin.SignInFailure.Reason;

/** Where sign-in starts, and where it ends when it fails. */
@Named
@RequestScoped
public class LoginPage {

    private static final Pattern ERROR_ID = Pattern.compile("[\\w-]{1,40}");

    @Inject
    Settings settings;

    @Inject
    Caller caller;

    @Inject
    Address address;

    @Inject
    WayBack wayBack;

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
        if (reason != null) {
            return texts.of("login.error." + known(reason));
        }
        return isHalfSignedOut() ? texts.of("login.halfSignedOut") : "";
    }

    /** The number under which the log has it; empty if nothing went wrong. */
    public String getErrorId() {
        String id = request.getParameter("id");
        return id != null && ERROR_ID.matcher(id).matches() ? id : "";
    }

    /** Whether somebody signed out here and has come back from the provider, which says that they are there, too. */
    public boolean isSignedOut() {
        String state = flash.get(SignOutForm.STATE);
        return !state.isEmpty() && state.equals(request.getParameter("state"));
    }

    private boolean isHalfSignedOut() {
        return !flash.get(SignOutForm.STATE).isEmpty() && !isSignedOut();
    }

    private static String known(String reason) {
        return Stream.of(Reason.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .filter(reason::equals)
                .findFirst()
                .orElse("provider");
    }

    private Optional<String> getNext() {
        return wayBack.to(flash.get(SignOutForm.NEXT))
                .or(() -> wayBack.to(request.getParameter("next")))
                .filter(next -> !next.equals(address.of("/")));
    }
}
