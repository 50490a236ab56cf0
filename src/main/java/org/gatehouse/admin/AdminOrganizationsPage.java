package org.gatehouse.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.FormFields;
import org.gatehouse.page.Texts;
import org.gatehouse.paging.Slice;
import org.gatehouse.problem.InvalidProblem;

/** The organizations of the instance: to find, to delete, and, where nobody can own them any more, to give an owner. */
@Named
@RequestScoped
public class AdminOrganizationsPage {

    private static final int ROWS = 50;

    @Inject
    AdminOrganizationService organizations;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    HttpServletRequest request;

    private Slice<AdminOrganization> slice;

    @PostConstruct
    void load() {
        slice = organizations.list(getQ(), isOwnerless(), request.getParameter("cursor"), ROWS);
    }

    public void giveOwner(AdminOrganization organization) {
        String email = typed("email");
        organizations.giveOwner(organization.id(), email);
        done("admin.orgs.owned", email.strip(), organization.name());
    }

    public void delete(AdminOrganization organization) {
        if (!typed("confirmation").strip().equals(organization.name())) {
            throw new InvalidProblem("confirmation", texts.of("general.delete.unconfirmed", organization.name()));
        }
        organizations.delete(organization.id());
        done("general.deleted", organization.name());
    }

    /** It stands in the row's own form, as there is one for each row. */
    private String typed(String field) {
        return FormFields.find(field).orElse("");
    }

    private void done(String text, Object... values) {
        flash.say(texts.of(text, values));
        address.leaveTo(address.getHere());
    }

    public List<String> owners(AdminOrganization organization) {
        return organization.owners().stream()
                .map(owner -> owner.email() == null ? owner.name() : owner.email())
                .toList();
    }

    /** Whether an owner may be given: else those that there are decide. */
    public boolean isOwnerless(AdminOrganization organization) {
        return isOwnerless() || organization.owners().isEmpty();
    }

    public Slice<AdminOrganization> getSlice() {
        return slice;
    }

    /** The beginning of the short names looked for. */
    public String getQ() {
        return Optional.ofNullable(request.getParameter("q")).orElse("");
    }

    /** Whether only those are shown none of whose owners can sign in. */
    public boolean isOwnerless() {
        return "true".equals(request.getParameter("ownerless"));
    }

    public boolean isFirst() {
        return request.getParameter("cursor") == null;
    }
}
