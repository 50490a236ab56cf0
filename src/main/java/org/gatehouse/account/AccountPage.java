package org.gatehouse.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.gatehouse.access.Caller;
import org.gatehouse.organization.Departure;
import org.gatehouse.organization.Departure.Fate;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;

/** A person's profile, which is the provider's to change, their data, and the end of it. */
@Named
@RequestScoped
public class AccountPage {

    @Inject
    AccountService account;

    @Inject
    AccountDeletion deletion;

    @Inject
    Caller caller;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    Settings settings;

    private String confirmation = "";

    public void delete() {
        String label = caller.getPerson().label();
        if (!confirmation.strip().equalsIgnoreCase(label)) {
            throw new InvalidProblem("confirmation", texts.of("account.delete.unconfirmed", label));
        }
        deletion.delete((HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse());
        flash.say(texts.of("account.deleted"));
        address.go("/login");
    }

    /** What becomes of the organizations, those first that stand in the way. */
    public List<Departure> getDepartures() {
        return account.departures();
    }

    public boolean isBlocked() {
        return getDepartures().stream().anyMatch(departure -> departure.fate() == Fate.BLOCKED);
    }

    public String getConfirmation() {
        return confirmation;
    }

    public void setConfirmation(String confirmation) {
        this.confirmation = confirmation;
    }

    public String getProviderName() {
        return settings.openIdClient().map(OpenIdClient::providerName).orElse("");
    }

    /** Where people change their profile; known for Keycloak, whose issuers are realms. */
    public String getProfileAddress() {
        return settings.openIdClient()
                .map(OpenIdClient::issuer)
                .flatMap(issuer -> issuer.contains("/realms/") ? Optional.of(issuer + "/account") : Optional.empty())
                .orElse("");
    }
}
