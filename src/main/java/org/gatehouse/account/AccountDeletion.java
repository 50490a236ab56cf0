package org.gatehouse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import org.gatehouse.access.Caller;
import org.gatehouse.organization.LastOwnerProblem;
import org.gatehouse.session.SessionCookie;

/** Deletes the caller's account, and their browser's cookie with it. */
@ApplicationScoped
public class AccountDeletion {

    @Inject
    AccountService account;

    @Inject
    SessionCookie cookie;

    @Inject
    Caller caller;

    /** @throws LastOwnerProblem naming the organizations that would be left without an owner */
    void delete(HttpServletResponse response) {
        account.delete();
        cookie.remove(response);
        caller.forget();
    }
}
