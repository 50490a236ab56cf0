package org.gatehouse.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.settings.Settings;

/**
 * Signs out here and at the provider, for good or to come back as somebody else. The way to the provider is a page that
 * moves on by itself: a form that redirects to another site is what {@code form-action 'self'} forbids.
 */
@Named
@RequestScoped
public class SignOutForm {

    static final String NEXT = "next";
    static final String STATE = "state";

    private static final String LEAVING = "/WEB-INF/pages/leaving.xhtml";

    @Inject
    SignOut signOut;

    @Inject
    UserSessionService sessions;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    Settings settings;

    private String onward = "";

    public String signOut() {
        return leave("");
    }

    /** Ends the visitor's other sessions too. */
    public String signOutEverywhere() {
        sessions.endOthers();
        return signOut();
    }

    /** The sign-in that follows leads back to this page. */
    public String switchUser() {
        return leave(address.getHere());
    }

    /** The provider's sign-out page. */
    public String getOnward() {
        return onward;
    }

    private String leave(String next) {
        ExternalContext context = FacesContext.getCurrentInstance().getExternalContext();
        Optional<EndSession> provider = signOut.signOut((HttpServletResponse) context.getResponse());
        String state = settings.frontendUrl().isPresent()
                ? ""
                : provider.map(EndSession::state).orElse("");
        flash.say(state.isEmpty() ? texts.of("login.signedOut") : "", Map.of(NEXT, next, STATE, state));
        if (provider.isEmpty()) {
            address.go("/login");
            return "";
        }
        onward = provider.get().address().toString();
        context.setResponseHeader("Refresh", "0;url=" + onward);
        return LEAVING;
    }
}
