package org.gatehouse.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.access.Caller;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.app.GuardedAppService;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.Problem;
import org.gatehouse.session.SessionCookie;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;
import org.gatehouse.sharedtoken.InstanceToken;
import org.gatehouse.signin.SignInFailure.Reason;

/** Where sign-in starts, and where it ends when it fails. */
@Named
@RequestScoped
public class LoginPage {

    private static final String GATEHOUSE = "Gatehouse";

    /** {@code guard.HandoverServlet}. */
    private static final Pattern HANDOVER =
            Pattern.compile("/handover\\?.*\\bapp=([\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12})");

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
    GuardedAppService apps;

    @Inject
    InstanceToken token;

    @Inject
    UserSessionService sessions;

    @Inject
    SessionCookie cookie;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    HttpServletRequest request;

    private String password = "";

    /** Who is in has no business here, unless they may become a person. */
    public void moveOn() {
        if (caller.isSignedIn() || (caller.isNobodyInParticular() && !isConfigured())) {
            leave();
        }
    }

    /** Lets in who has the shared token. Who has signed in meanwhile stays who they are. */
    public void enter() {
        if (!caller.isSignedIn()) {
            openSession();
        }
        leave();
    }

    public boolean isConfigured() {
        return settings.openIdClient().isPresent();
    }

    /** Whether a shared token lets in. */
    public boolean isTokenAccepted() {
        return token.isOn();
    }

    /** The shared token. It is never shown again. */
    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getProviderName() {
        return settings.openIdClient().map(OpenIdClient::providerName).orElse("");
    }

    /** What the visitor is on the way to: an application that has sent them here, or Gatehouse. */
    public String getDestination() {
        Matcher handover = HANDOVER.matcher(getNext());
        return handover.find()
                ? apps.find(UUID.fromString(handover.group(1)))
                        .map(GuardedApp::getName)
                        .orElse(GATEHOUSE)
                : GATEHOUSE;
    }

    /** Leads to the provider, and back to the page that was asked for. */
    public String getStart() {
        return address.of(OpenIdAuthenticator.LOGIN)
                + (getNext().isEmpty() ? "" : "?next=" + Address.encode(getNext()));
    }

    /** The page that was asked for; empty if it is the first. */
    public String getNext() {
        return wayBack.to(flash.get(SignOutForm.NEXT))
                .or(() -> wayBack.to(request.getParameter("next")))
                .filter(next -> !next.equals(address.of("/")))
                .orElse("");
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

    private void openSession() {
        HttpServletResponse response = (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
        try {
            cookie.set(response, sessions.open(token.require(password, caller.getAddress())));
        } catch (Problem refusal) {
            response.setStatus(refusal.status());
            refusal.headers().forEach(response::setHeader);
            throw refusal;
        }
    }

    private void leave() {
        address.leaveTo(getNext().isEmpty() ? address.of("/") : getNext());
    }

    private static String known(String reason) {
        return Stream.of(Reason.values())
                .map(Reason::word)
                .filter(reason::equals)
                .findFirst()
                .orElse("provider");
    }
}
