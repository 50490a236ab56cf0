package org.gatehouse.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testing.MirrorGatehouse.await;
import static org.gatehouse.testing.MirrorGatehouse.person;
import static org.gatehouse.testing.MirroredRealm.members;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.FaultyKeycloak.Asked;
import org.gatehouse.testing.MirrorGatehouse;
import org.gatehouse.testing.MirrorGatehouse.Person;
import org.gatehouse.testing.MirroredRealm;
import org.gatehouse.testing.Newcomer;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.representations.idm.OrganizationRepresentation;

/** Organizations in a real Keycloak, through a proxy that can make trouble. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class MirrorIT {
    private MirrorGatehouse gatehouse;
    private Person nina;
    private Person root;

    @BeforeEach
    void signIn() throws Exception {
        gatehouse = MirrorGatehouse.shared();
        nina = person("nina");
        root = MirrorGatehouse.administrator();
    }

    @AfterEach
    void heal() throws Exception {
        gatehouse.keycloak().heal();
        MirrorGatehouse.run("update mirrored_organization set next_attempt_at = now() where attempts > 0");
        await("everything is in Keycloak", () -> state().get("waiting").asInt() == 0);
    }

    @Test
    void whatBecomesOfAnOrganizationBecomesOfKeycloaks() throws Exception {
        var boris = person("boris");
        var slug = slug();
        var id = found("Acme & Söhne", slug);

        await("it is there", () -> members("Acme & Söhne").equals(List.of("nina")));
        assertThat(keycloaks("Acme & Söhne").getAlias()).isEqualTo(slug);
        assertThat(MirroredRealm.organization("Acme & Söhne").toRepresentation().getAttributes())
                .containsEntry("gatehouse_id", List.of(id));

        join(id, boris);
        await("boris is a member", () -> members("Acme & Söhne").equals(List.of("boris", "nina")));

        nina.api().patch(org(id), Map.of("name", "Acme Ltd", "slug", slug()));
        await("it is renamed", () -> MirroredRealm.findOrganization("Acme Ltd").isPresent());
        assertThat(keycloaks("Acme Ltd").getAlias()).as("an alias stays").isEqualTo(slug);
        assertThat(members("Acme Ltd")).containsExactly("boris", "nina");

        var row = nina.api().get(org(id) + "/members?q=boris").text("/0/id");
        assertThat(nina.api().delete(org(id) + "/members/" + row).status()).isEqualTo(204);
        await("boris is out", () -> members("Acme Ltd").equals(List.of("nina")));

        assertThat(nina.api().delete(org(id)).status()).isEqualTo(204);
        await("it is deleted", () -> MirroredRealm.findOrganization("Acme Ltd").isEmpty());
        assertThat(MirroredRealm.console().users().searchByUsername("nina", true))
                .as("whose members have their accounts")
                .hasSize(1);
        await(
                "nothing of it is remembered",
                () -> MirrorGatehouse.count("mirrored_organization where organization_id = '" + id + "'") == 0);
    }

    @Test
    void ofTwoWithOneNameTheSecondHasItsSlugBehindIt() throws Exception {
        var slug = slug();
        found("Twin", slug());
        await("the first is there", () -> MirroredRealm.findOrganization("Twin").isPresent());
        var second = found("Twin", slug);
        var bracketed = "Twin (" + slug + ")";

        await("the second, too", () -> members(bracketed).equals(List.of("nina")));
        assertThat(keycloaks(bracketed).getAlias()).isEqualTo(slug);

        nina.api().patch(org(second), Map.of("name", "Sister"));
        await("it is renamed", () -> MirroredRealm.findOrganization("Sister").isPresent());

        var taken = new OrganizationRepresentation();
        taken.setName("Somebody else's");
        taken.setAlias(slug());
        MirroredRealm.console().organizations().create(taken).close();
        found("Third", taken.getAlias());
        await("another alias is found", () -> members("Third").equals(List.of("nina")));
        assertThat(keycloaks("Third").getAlias()).startsWith(taken.getAlias() + "-");
    }

    @Test
    void tokensForOtherClientsTellTheOrganization() throws Exception {
        var slug = slug();
        found(person("olga"), "In tokens", slug);
        await("it is there", () -> members("In tokens").equals(List.of("olga")));

        var claims = JWTParser.parse(token("olga", "openid organization")).getJWTClaimsSet();

        assertThat(claims.getStringListClaim("organization")).containsExactly(slug);
        assertThat(JWTParser.parse(token("olga", "openid")).getJWTClaimsSet().getClaim("organization"))
                .isNull();
    }

    @Test
    void aManagedMemberAndTheirOrganizationStayAndItIsTold() throws Exception {
        gatehouse
                .keycloak()
                .pretendManaged(MirroredRealm.console()
                        .users()
                        .searchByUsername("milton", true)
                        .get(0)
                        .getId());
        var id = adopt("Initech");
        assertThat(MirrorGatehouse.count("membership where organization_id = '" + id + "'"))
                .as("root, milton and peter")
                .isEqualTo(3);
        await("adopted", () -> state().get("waiting").asInt() == 0);

        for (var name : List.of("milton", "peter")) {
            var row = root.api().get(org(id) + "/members?q=" + name).text("/0/id");
            assertThat(root.api().delete(org(id) + "/members/" + row).status()).isEqualTo(204);
        }

        await("peter is out", () -> members("Initech").equals(List.of("milton")));
        await(
                "it is told",
                () -> line(id).map(line -> line.get("kept").toString())
                        .equals(Optional.of("[\"milton@example.com\"]")));
        assertThat(differences()).contains("keep_member Initech milton@example.com");

        assertThat(root.api().delete(org(id)).status()).isEqualTo(204);
        await("nothing waits", () -> state().get("waiting").asInt() == 0);
        assertThat(members("Initech")).containsExactly("milton");
        assertThat(MirroredRealm.console().users().searchByUsername("milton", true))
                .hasSize(1);
        assertThat(line(id).orElseThrow().get("deleted").asBoolean()).isTrue();
        assertThat(differences()).contains("keep Initech null");
        assertThat(root.api()
                        .post(
                                gatehouse.at("/api/admin/mirror/adoptions"),
                                Map.of("keycloak_id", keycloaks("Initech").getId()))
                        .problem())
                .isEqualTo("organization-deleted");
    }

    @Test
    void aThousandMembersAreAdoptedOnceAndFoundWhenTheyComeFirst() throws Exception {
        MirroredRealm.fillGlobex();
        assertThat(adoptable()).contains("Globex");
        var answer = adoption("Globex");

        assertThat(answer.json().get("joined").asInt()).isEqualTo(MirroredRealm.MANY);
        var id = answer.text("/id");
        assertThat(root.api().get(org(id)).text("/slug")).isEqualTo("globex");
        assertThat(root.api().get(org(id)).text("/role")).isEqualTo("owner");
        assertThat(adoptable()).doesNotContain("Globex");
        assertThat(adoption("Globex").json().get("joined").asInt()).as("again").isZero();

        var invited = found("Claimed at sign-in", slug());
        nina.api().post(org(invited) + "/members", Map.of("email", "member0001@example.com", "role", "editor"));
        var member = Newcomer.bearer(token("member0001", "openid"));
        assertThat(member.get(gatehouse.at("/api/orgs")).texts("id")).containsExactlyInAnyOrder(id, invited);
        await("what is claimed is told", () -> members("Claimed at sign-in").equals(List.of("member0001", "nina")));
        assertThat(member.get(org(id)).text("/role")).isEqualTo("viewer");
        assertThat(MirrorGatehouse.count("app_user where name = 'member0001 Doe'"))
                .isOne();
        await("nothing has to be told to Keycloak", () -> state().get("waiting").asInt() == 0);
        assertThat(members("Globex")).hasSize(MirroredRealm.MANY);
    }

    @Test
    void keycloakDownLosesNothingAndSlowsNothing() throws Exception {
        gatehouse.keycloak().stop();

        var begun = Instant.now();
        var first = found("While it is down", slug());
        found("While it is down, too", slug());
        join(first, person("clara"));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
        await(
                "it is told",
                () -> line(first)
                        .map(line -> line.get("last_error").asText())
                        .filter(error -> error.contains("cannot be reached"))
                        .isPresent());
        assertThat(state().get("waiting").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(state().get("waiting_since").asText()).isNotBlank();
        assertThat(root.api().get(gatehouse.at("/api/admin/mirror/differences")).problem())
                .isEqualTo("keycloak-unavailable");

        gatehouse.keycloak().heal();

        await(
                "both are there",
                () -> members("While it is down").equals(List.of("clara", "nina"))
                        && members("While it is down, too").equals(List.of("nina")));
    }

    @Test
    void aSlowKeycloakSlowsNobody() throws Exception {
        gatehouse.keycloak().delay(Duration.ofSeconds(3), MirrorIT::isCreation);

        var begun = Instant.now();
        found("Slow", slug());
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMillis(2_500));

        await("it is there", () -> members("Slow").equals(List.of("nina")));
    }

    @Test
    void anAnswerThatGetsLostMakesNothingTwice() throws Exception {
        var lost = gatehouse.keycloak().loseAnswer(MirrorIT::isCreation);
        var slug = slug();

        var id = found("Lost answer", slug);
        await("it is there", () -> members("Lost answer").equals(List.of("nina")));

        assertThat(lost).isTrue();
        assertThat(MirroredRealm.console().organizations().searchByAttribute("gatehouse_id:" + id))
                .extracting(OrganizationRepresentation::getAlias)
                .containsExactly(slug);
    }

    @Test
    void anOrganizationThatAlwaysFailsHoldsUpNoOther() throws Exception {
        gatehouse
                .keycloak()
                .answer(
                        500,
                        "X-Reason",
                        "poison",
                        asked -> isCreation(asked) && asked.body().contains("Poison"));

        var poisoned = found("Poison", slug());
        found("Sound", slug());

        await("the other is there", () -> members("Sound").equals(List.of("nina")));
        await(
                "it is told",
                () -> line(poisoned)
                        .map(line -> line.get("last_error").asText())
                        .filter(error -> error.contains("500"))
                        .isPresent());
        gatehouse.keycloak().heal();
        await("it is there as well", () -> members("Poison").equals(List.of("nina")));
    }

    @Test
    void keycloakIsLeftAloneForAsLongAsItWants() throws Exception {
        gatehouse.keycloak().answer(429, "Retry-After", "4", MirrorIT::isCreation);
        found("Too many", slug());
        await("it was asked", () -> gatehouse.keycloak().asked().stream().anyMatch(MirrorIT::isCreation));
        found("Too many, too", slug());

        await("both are asked for", () -> {
            var asked = creations();
            return asked.size() >= 2;
        });

        assertThat(Duration.between(creations().get(0).at(), creations().get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(4));
        gatehouse.keycloak().heal();
        await(
                "both are there",
                () -> MirroredRealm.findOrganization("Too many").isPresent()
                        && MirroredRealm.findOrganization("Too many, too").isPresent());
    }

    @Test
    void aRealmWithoutOrganizationsIsToldAndCaughtUpWith() throws Exception {
        var before = found("Before", slug());
        await("it is there", () -> members("Before").equals(List.of("nina")));
        MirroredRealm.setOrganizations(false);
        try {
            var id = found("Not yet", slug());
            nina.api().patch(org(before), Map.of("name", "Before and after"));

            await(
                    "it is told",
                    () -> line(id).map(line -> line.get("last_error").asText())
                            .filter(error -> error.contains("Organizations switched off"))
                            .isPresent());
            assertThat(root.api()
                            .get(gatehouse.at("/api/admin/mirror/adoptable"))
                            .problem())
                    .isEqualTo("organizations-off");
        } finally {
            MirroredRealm.setOrganizations(true);
        }
        await("it is there", () -> members("Not yet").equals(List.of("nina")));
        await("the other is what it was", () -> members("Before and after").equals(List.of("nina")));
        assertThat(MirroredRealm.findOrganization("Before")).isEmpty();
    }

    @Test
    void whatWasChangedInKeycloakIsShownAndRepaired() throws Exception {
        var boris = person("boris");
        // first in the list, of which a part is repaired at a time
        var deleted = found("Deleted there", "a" + slug());
        var changed = found("Changed there", "a" + slug());
        join(changed, boris);
        await(
                "both are there",
                () -> members("Deleted there").equals(List.of("nina"))
                        && members("Changed there").equals(List.of("boris", "nina")));
        await("nothing waits", () -> state().get("waiting").asInt() == 0);
        assertThat(differences()).noneMatch(difference -> difference.contains(" there"));

        MirroredRealm.organization("Deleted there").delete().close();
        var wendy = MirroredRealm.console()
                .users()
                .searchByUsername("wendy", true)
                .get(0)
                .getId();
        var there = MirroredRealm.organization("Changed there");
        there.members().addMember(wendy).close();
        var borisThere = MirroredRealm.console()
                .users()
                .searchByUsername("boris", true)
                .get(0)
                .getId();
        there.members().member(borisThere).delete().close();
        var renamed = there.toRepresentation();
        renamed.setName("Another name");
        there.update(renamed).close();

        var expected = List.of(
                "create Deleted there null",
                "rename Changed there null",
                "add_member Changed there boris@example.com",
                "remove_member Changed there wendy@example.com");
        await("what differs is shown", () -> differences().containsAll(expected));
        assertThat(members("Another name")).as("only shown").containsExactly("nina", "wendy");
        assertThat(sentences(root.api().post(gatehouse.at("/api/admin/mirror/repairs"), Map.of())))
                .containsAll(expected);

        await(
                "all is as it should be",
                () -> members("Deleted there").equals(List.of("nina"))
                        && members("Changed there").equals(List.of("boris", "nina")));
        await("nothing differs", () -> differences().stream().noneMatch(difference -> difference.contains(" there")));
        assertThat(deleted).isNotEqualTo(changed);
    }

    @Test
    void somebodyWhoseAccountIsGoneIsNoError() throws Exception {
        var viktor = person("viktor");
        var id = found("Without viktor", slug());
        join(id, viktor);
        await("viktor is a member", () -> members("Without viktor").equals(List.of("nina", "viktor")));
        MirroredRealm.console()
                .users()
                .get(MirroredRealm.console()
                        .users()
                        .searchByUsername("viktor", true)
                        .get(0)
                        .getId())
                .remove();

        assertThat(differences()).noneMatch(difference -> difference.contains("viktor"));
        var row = nina.api().get(org(id) + "/members?q=viktor").text("/0/id");
        nina.api().delete(org(id) + "/members/" + row);

        await("nothing waits", () -> state().get("waiting").asInt() == 0);
        assertThat(line(id)).isEmpty();
    }

    @Test
    void twoNodesDoEachJobOnceAndOneFinishesWhatTheOtherDiedOf() throws Exception {
        try (var second = MirrorGatehouse.second()) {
            gatehouse.keycloak().heal();
            var names = new ArrayList<String>();
            for (int i = 0; i < 40; i++) {
                names.add("Shared work " + i);
                found("Shared work " + i, slug());
            }
            await("all are there", () -> state().get("waiting").asInt() == 0);

            var here = made(gatehouse);
            var there = made(second);
            assertThat(here).doesNotContainAnyElementsOf(there);
            assertThat(concat(here, there)).containsExactlyInAnyOrderElementsOf(names);

            second.keycloak().heal();
            gatehouse.keycloak().stop();
            second.keycloak().delay(Duration.ofMillis(300), asked -> true);
            for (int i = 0; i < 10; i++) {
                found("Left over " + i, slug());
            }
            await("the second is at it", () -> !made(second).isEmpty());
            second.kill();
            gatehouse.keycloak().heal();
            MirrorGatehouse.run("update mirrored_organization set next_attempt_at = now() where attempts > 0");

            await("the first has finished", () -> state().get("waiting").asInt() == 0);
            for (int i = 0; i < 10; i++) {
                assertThat(members("Left over " + i)).as("Left over " + i).containsExactly("nina");
            }
        }
    }

    private String found(String name, String slug) {
        return found(nina, name, slug);
    }

    private String found(Person owner, String name, String slug) {
        return owner.api()
                .post(gatehouse.at("/api/orgs"), Map.of("name", name, "slug", slug))
                .text("/id");
    }

    private void join(String organization, Person person) {
        nina.api().post(org(organization) + "/members", Map.of("email", person.email(), "role", "viewer"));
        var invitation = person.api().get(gatehouse.at("/api/invitations")).text("/0/id");
        person.api().post(gatehouse.at("/api/invitations/" + invitation + "/acceptance"), Map.of());
    }

    private String org(String id) {
        return gatehouse.at("/api/orgs/" + id);
    }

    private static String slug() {
        return "s-" + UUID.randomUUID();
    }

    private static OrganizationRepresentation keycloaks(String name) {
        return MirroredRealm.findOrganization(name).orElseThrow();
    }

    private JsonNode state() {
        return root.api().get(gatehouse.at("/api/admin/mirror")).json();
    }

    private Optional<JsonNode> line(String organization) {
        return StreamSupport.stream(state().get("organizations").spliterator(), false)
                .filter(line -> line.get("organization_id").asText().equals(organization))
                .findFirst();
    }

    private List<String> differences() {
        var all = new ArrayList<String>();
        for (var next = gatehouse.at("/api/admin/mirror/differences"); !next.isEmpty(); ) {
            var part = root.api().get(next);
            all.addAll(sentences(part));
            next = part.next().isEmpty() ? "" : gatehouse.at(part.next());
        }
        return all;
    }

    private static List<String> sentences(Answer differences) {
        return StreamSupport.stream(differences.json().spliterator(), false)
                .map(difference -> difference.get("kind").asText() + " "
                        + difference.get("organization").asText() + " "
                        + difference.get("member").asText())
                .toList();
    }

    private List<String> adoptable() {
        return root.api().get(gatehouse.at("/api/admin/mirror/adoptable")).texts("name");
    }

    private String adopt(String name) {
        return adoption(name).text("/id");
    }

    private Answer adoption(String name) {
        return root.api()
                .post(
                        gatehouse.at("/api/admin/mirror/adoptions"),
                        Map.of("keycloak_id", keycloaks(name).getId()));
    }

    /** For a client that is not Gatehouse's. */
    private static String token(String name, String scope) throws Exception {
        var answer = Api.anonymous()
                .postForm(
                        MirroredRealm.issuer() + "/protocol/openid-connect/token",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "tests",
                                "username", name,
                                "password", name,
                                "scope", scope));
        return new ObjectMapper().readTree(answer.body()).get("access_token").asText();
    }

    private static boolean isCreation(Asked asked) {
        return asked.method().equals("POST") && asked.path().endsWith("/organizations");
    }

    private List<Asked> creations() {
        return gatehouse.keycloak().asked().stream()
                .filter(MirrorIT::isCreation)
                .toList();
    }

    /** Names of the organizations that a node has made in Keycloak. */
    private static List<String> made(MirrorGatehouse node) throws AssertionError {
        return node.keycloak().asked().stream()
                .filter(MirrorIT::isCreation)
                .map(asked -> asked.body().replaceAll(".*\"name\":\"([^\"]+)\".*", "$1"))
                .toList();
    }

    private static List<String> concat(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
