package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.FakeProvider;
import org.gatehouse.testing.FakeProviderGatehouse;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Members by what the provider says of them, as the setting of {@link FakeProviderGatehouse} has it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RoleMappingIT {
    private final FakeProvider provider = FakeProviderGatehouse.provider();
    private final URI gatehouse = FakeProviderGatehouse.address();
    /** Somebody new in each test: whoever has signed in before may have a space of their own. */
    private final String newcomer = "ann-" + UUID.randomUUID();

    private String founder;
    private Api admin;

    @BeforeEach
    void signInAsAdministrator() throws Exception {
        founder = "founder-" + UUID.randomUUID();
        admin = signIn(founder, "gatehouse-admin");
    }

    @AfterEach
    void tidyUp() throws Exception {
        for (var organization : organizations(admin).json()) {
            admin.delete(gatehouse + "/api/orgs/" + organization.path("id").asText());
        }
        provider.behave();
    }

    @Test
    void aMemberFollowsTheClaimsUpAndDownAndOut() throws Exception {
        var mapped = found("mapped");

        var ann = signIn(newcomer, "engineers");
        assertThat(roleIn(ann, "mapped")).isEqualTo("editor");
        assertThat(organizations(ann).texts("slug"))
                .as("nobody needs a space of their own")
                .hasSize(1);
        assertThat(member(mapped, newcomer).path("managed_by_provider").asBoolean())
                .isTrue();

        assertThat(roleIn(signIn(newcomer, "engineers", "leads"), "mapped")).isEqualTo("admin");
        assertThat(roleIn(signIn(newcomer, "engineers", "others"), "mapped")).isEqualTo("editor");
        assertThat(organizations(signIn(newcomer)).texts("slug")).hasSize(1).doesNotContain("mapped");

        assertThat(audit(mapped))
                .containsSubsequence(
                        "member_removed_by_provider editor",
                        "role_changed_by_provider admin to editor",
                        "role_changed_by_provider editor to admin",
                        "member_added_by_provider editor");
    }

    @Test
    void aSignInThatChangesNothingWritesNothing() throws Exception {
        var mapped = found("mapped");
        signIn(newcomer, "engineers");
        var before = audit(mapped);

        signIn(newcomer, "engineers");

        assertThat(audit(mapped)).isEqualTo(before);
    }

    @Test
    void nobodyChangesOrRemovesWhoIsManagedNotEvenThemselves() throws Exception {
        var mapped = found("mapped");
        var ann = signIn(newcomer, "engineers");
        var address = gatehouse + "/api/orgs/" + mapped + "/members/";
        var id = member(mapped, newcomer).path("id").asText();

        for (var refused : List.of(
                admin.send("PATCH", address + id, "{\"role\": \"viewer\"}"),
                admin.delete(address + id),
                ann.delete(address + "me"),
                admin.send(
                        "POST", gatehouse + "/api/orgs/" + mapped + "/transfer", "{\"member_id\": \"" + id + "\"}"))) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(refused.body()).contains("managed-member");
        }
        assertThat(roleIn(ann, "mapped")).isEqualTo("editor");
    }

    @Test
    void whatWasMadeHereIsNeitherRaisedNorTakenAway() throws Exception {
        var mapped = found("mapped");
        admin.post(
                gatehouse + "/api/orgs/" + mapped + "/members",
                "{\"email\": \"bea@example.com\", \"role\": \"viewer\"}");

        assertThat(roleIn(signIn("bea", "leads"), "mapped")).isEqualTo("viewer");
        assertThat(member(mapped, "bea").path("managed_by_provider").asBoolean())
                .isFalse();
        assertThat(roleIn(signIn("bea"), "mapped")).isEqualTo("viewer");

        admin.delete(gatehouse + "/api/orgs/" + mapped + "/members/"
                + member(mapped, "bea").path("id").asText());
        assertThat(roleIn(signIn("bea", "leads"), "mapped")).isEqualTo("admin");
    }

    @Test
    void theLastOwnerStaysUntilThereIsAnother() throws Exception {
        var headed = found("headed");
        signIn("hal", "heads");
        assertThat(admin.delete(gatehouse + "/api/orgs/" + headed + "/members/me")
                        .statusCode())
                .isEqualTo(204);

        var hal = signIn("hal");
        assertThat(roleIn(hal, "headed")).isEqualTo("owner");

        var ida = signIn("ida", "heads");
        assertThat(organizations(signIn("hal")).texts("slug")).doesNotContain("headed");
        assertThat(ida.delete(gatehouse + "/api/orgs/" + headed).statusCode()).isEqualTo(204);
    }

    @Test
    void aUserInfoThatFailsTakesNothingAway() throws Exception {
        var mapped = found("mapped");
        signIn(newcomer, "engineers");
        provider.instead("/userinfo", 503, "{}");

        assertThat(browse().uri().getQuery()).contains("error=");

        assertThat(member(mapped, newcomer).path("role").asText()).isEqualTo("editor");
    }

    @Test
    void anOrganizationThatIsNotThereGivesNothing() throws Exception {
        assertThat(organizations(signIn(newcomer, "heads")).texts("role")).containsExactly("owner");
    }

    @Test
    void theSlugsOfTheMappingAreForAdministratorsOnly() throws Exception {
        var stranger = signIn("eve-" + UUID.randomUUID());

        var refused = new Answer(stranger.post(gatehouse + "/api/orgs", organization("mapped")));
        assertThat(refused.problem()).isEqualTo("slug-taken");

        var headed = found("headed");
        var owner = signIn("hal-" + UUID.randomUUID(), "heads");
        assertThat(new Answer(owner.send("PATCH", gatehouse + "/api/orgs/" + headed, "{\"slug\": \"else\"}")).problem())
                .isEqualTo("slug-in-use");
        assertThat(owner.send("PATCH", gatehouse + "/api/orgs/" + headed, "{\"name\": \"Heads\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private String found(String slug) throws Exception {
        var founded = new Answer(admin.post(gatehouse + "/api/orgs", organization(slug)));
        assertThat(founded.status()).isEqualTo(201);
        return founded.text("/id");
    }

    private static String organization(String slug) {
        return "{\"name\": \"Mapped\", \"slug\": \"" + slug + "\"}";
    }

    private Api signIn(String name, String... groups) throws Exception {
        provider.person(Map.of(
                "sub",
                name,
                "email",
                name + "@example.com",
                "email_verified",
                true,
                "name",
                name,
                "groups",
                List.of(groups)));
        var browser = Api.anonymous();
        assertThat(browser.browse(gatehouse + "/api/auth/login?next=/account")
                        .uri()
                        .getPath())
                .isEqualTo("/account");
        return browser;
    }

    private HttpResponse<String> browse() throws Exception {
        return Api.anonymous().browse(gatehouse + "/api/auth/login?next=/account");
    }

    private Answer organizations(Api api) throws Exception {
        return new Answer(api.get(gatehouse + "/api/orgs"));
    }

    private String roleIn(Api api, String slug) throws Exception {
        for (var organization : organizations(api).json()) {
            if (organization.path("slug").asText().equals(slug)) {
                return organization.path("role").asText();
            }
        }
        return "none";
    }

    private JsonNode member(String organization, String name) throws Exception {
        return new Answer(admin.get(gatehouse + "/api/orgs/" + organization + "/members?q=" + name))
                .json()
                .path(0);
    }

    /** What was done and its detail, the newest first. */
    private List<String> audit(String organization) throws Exception {
        var events = new Answer(admin.get(gatehouse + "/api/orgs/" + organization + "/audit")).json();
        var lines = new ArrayList<String>();
        events.forEach(event -> lines.add(
                event.path("action").asText() + " " + event.path("detail").asText()));
        return lines;
    }
}
