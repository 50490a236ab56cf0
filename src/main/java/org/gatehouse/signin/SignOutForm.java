package org.gatehouse.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;

/** Signs out here and at the provider, for good or to come back as somebody else. */
@Named
@RequestScoped
public class SignOutForm {

    static final String NEXT = "next";

    @Inject
    SignOut signOut;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    public void signOut() {
        leave(Map.of());
    }

    /** The sign-in that follows leads back to this page. */
    public void switchUser() {
        leave(Map.of(NEXT, address.getHere()));
    }

    private void leave(Map<String, String> facts) {
        HttpServletResponse response = (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
        String onward = signOut.signOut(response).map(URI::toString).orElse(address.of("/login"));
        flash.say(texts.of("login.signedOut"), facts);
        address.leaveTo(onward);
    }
}
