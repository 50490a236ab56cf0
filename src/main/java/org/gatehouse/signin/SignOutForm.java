package org.gatehouse.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.session.UserSessionService;

/**
 * Signs out here and at the provider, for good or to come back as somebody else. The way to the provider is a page that
 * moves on by itself: a form that redirects to another site is what {@code form-action 'self'} forbids.
 */
@Named
@RequestScoped
public class SignOutForm {

    static final String NEXT = "next";

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

    private String onward = "";

    public String signOut() {
        return leave(Map.of());
    }

    /** Ends the visitor's other sessions too. */
    public String signOutEverywhere() {
        sessions.endOthers();
        return signOut();
    }

    /** The sign-in that follows leads back to this page. */
    public String switchUser() {
        return leave(Map.of(NEXT, address.getHere()));
    }

    /** The provider's sign-out page. */
    public String getOnward() {
        return onward;
    }

    private String leave(Map<String, String> facts) {
        ExternalContext context = FacesContext.getCurrentInstance().getExternalContext();
        Optional<URI> provider = signOut.signOut((HttpServletResponse) context.getResponse());
        flash.say(texts.of("login.signedOut"), facts);
        if (provider.isEmpty()) {
            address.go("/login");
            return "";
        }
        onward = provider.get().toString();
        context.setResponseHeader("Refresh", "0;url=" + onward);
        return LEAVING;
    }
}
