package org.gatehouse.testing;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;

/** What journeys do over and over on the pages of organizations. */
public final class Organizations {
    private Organizations() {}

    /** Founds an organization and is on its members page afterwards. */
    public static void create(Page page, String name) {
        page.navigate("/orgs/new");
        page.getByLabel("Name", new GetByLabelOptions().setExact(true)).fill(name);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Create organization"))
                .click();
        page.waitForURL("**/settings");
    }

    /** Invites from the members page, through its dialog. */
    public static void invite(Page page, String addresses, String role) {
        page.locator(".head").getByText("Invite").click();
        page.getByLabel("E-mail addresses").fill(addresses);
        page.locator("input[name=given][value=" + role + "]").check();
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Send").setExact(true))
                .click();
    }
}
