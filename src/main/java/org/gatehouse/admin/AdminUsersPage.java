package org.gatehouse.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.FormFields;
import org.gatehouse.page.Texts;
import org.gatehouse.paging.Slice;
import org.gatehouse.problem.InvalidProblem;

/** The users of the instance: to find, to keep out, to sign out, to delete. */
@Named
@RequestScoped
public class AdminUsersPage {

    private static final int ROWS = 50;

    @Inject
    AdminUserService users;

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

    private Slice<AdminUser> slice;

    @PostConstruct
    void load() {
        slice = users.list(getQ(), request.getParameter("cursor"), ROWS);
    }

    public void signOut(AdminUser user) {
        users.endSessions(user.id());
        done("admin.users.signedOut", user);
    }

    public void disable(AdminUser user) {
        users.setDisabled(user.id(), true);
        done("admin.users.disabled", user);
    }

    public void enable(AdminUser user) {
        users.setDisabled(user.id(), false);
        done("admin.users.enabled", user);
    }

    /** What was typed to confirm it stands in the row's own form, as there is one for each row. */
    public void delete(AdminUser user) {
        String typed = FormFields.find("confirmation").orElse("");
        if (!typed.strip().equalsIgnoreCase(label(user))) {
            throw new InvalidProblem("confirmation", texts.of("account.delete.unconfirmed", label(user)));
        }
        users.delete(user.id());
        done("admin.users.deleted", user);
    }

    private void done(String text, AdminUser user) {
        flash.say(texts.of(text, label(user)));
        address.leaveTo(address.getHere());
    }

    /** How messages call them: by address, by name where they have none. */
    public String label(AdminUser user) {
        return user.email() == null ? user.name() : user.email();
    }

    public boolean isOwn(AdminUser user) {
        return caller.findPerson().map(Person::id).filter(user.id()::equals).isPresent();
    }

    public Slice<AdminUser> getSlice() {
        return slice;
    }

    /** The beginning of the addresses looked for. */
    public String getQ() {
        return Optional.ofNullable(request.getParameter("q")).orElse("");
    }

    public boolean isFirst() {
        return request.getParameter("cursor") == null;
    }
}
