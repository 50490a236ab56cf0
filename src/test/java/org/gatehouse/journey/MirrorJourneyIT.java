package org.gatehouse.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Journey;
import org.gatehouse.testing.MirrorGatehouse;
import org.gatehouse.testing.MirrorGatehouse.Person;
import org.gatehouse.testing.MirroredRealm;
import org.gatehouse.testing.Newcomer;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.OrganizationRepresentation;

class MirrorJourneyIT extends Journey {

    @Test
    void anAdministratorSeesWhatDiffersRepairsItAndAdopts() throws Exception {
        var gatehouse = MirrorGatehouse.shared();
        var nina = MirrorGatehouse.person("nina");
        nina.api().post(gatehouse.at("/api/orgs"), Map.of("name", "On a page", "slug", "s-" + UUID.randomUUID()));
        MirrorGatehouse.await(
                "it is there", () -> MirroredRealm.members("On a page").equals(List.of("nina")));
        MirroredRealm.organization("On a page").delete().close();
        var page = as(MirrorGatehouse.administrator(), gatehouse);

        page.navigate(gatehouse.at("/admin/mirror"));
        assertThat(page.locator("main")).containsText("No change waits.");
        page.click("text=Compare >> nth=-1");
        assertThat(page.locator("#compare")).containsText("On a page is not there, and is made");
        assertAccessible(page, "mirror-compare");
        page.click("text=Repair >> nth=-1");
        assertThat(page.locator("#flash")).containsText("being repaired");
        MirrorGatehouse.await(
                "it is there", () -> MirroredRealm.members("On a page").equals(List.of("nina")));

        makeHooli();
        page.click("text=Look for organizations");
        assertThat(page.locator("#adopt")).containsText("hooli");
        assertAccessible(page, "mirror-adopt");
        page.click("text=Adopt Hooli");
        assertThat(page.locator("#flash")).hasText("Hooli is one of ours now, and one person has joined.");
        assertThat(page.locator("#adopt")).not().containsText("Hooli");
    }

    @Test
    void whereNothingIsMirroredThePageSaysHowToBegin() {
        var page = signedInAs("alice");

        page.navigate("/admin/mirror");

        assertThat(page.locator("main")).containsText("set KEYCLOAK_MIRROR_ORGANIZATIONS=true");
        assertAccessible(page, "mirror-off");
    }

    private static void makeHooli() {
        var hooli = new OrganizationRepresentation();
        hooli.setName("Hooli");
        hooli.setAlias("hooli");
        MirroredRealm.console().organizations().create(hooli).close();
        var wendy = MirroredRealm.console()
                .users()
                .searchByUsername("wendy", true)
                .get(0)
                .getId();
        MirroredRealm.organization("Hooli").members().addMember(wendy).close();
    }

    private Page as(Person person, MirrorGatehouse gatehouse) {
        var page = newBrowser();
        page.context()
                .addCookies(List.of(new Cookie("gatehouse_session", Newcomer.sessionToken(person.session()))
                        .setUrl(gatehouse.at("/"))));
        return page;
    }
}
