package org.gatehouse.provision;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.gatehouse.access.Secret;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Ports;
import org.gatehouse.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Realms of a real Keycloak, before and after. */
class ProvisioningIT {
    private static final String[] BOTH = {"KEYCLOAK_ADMIN_CLIENT_ID", "gatehouse-service"};

    @Test
    void whatIsMissingIsShownThenMadeThenNothingIsAndUndoLeavesTheRealmAsItWas() {
        try (var realm = Realm.empty()) {
            var before = realm.export();

            var plan = Provisioning.compare(realm.admin(), realm.target(BOTH), false);

            assertThat(plan.lines())
                    .contains(
                            "role gatehouse-admin: none -> is made",
                            "client gatehouse: none -> is made",
                            "client gatehouse, redirectUris: none -> https://gate.example.com/api/auth/callback",
                            "client gatehouse, backchannel.logout.url: none -> https://gate.example.com/api/auth/backchannel-logout",
                            "client gatehouse, mapper groups: none -> is made",
                            "client gatehouse-service: none -> is made",
                            "client gatehouse-service, role manage-users of realm-management for its service account: no -> yes");
            assertThat(realm.export()).isEqualTo(before);

            plan.carryOut();

            assertThat(realm.client("gatehouse").getString("secret"))
                    .isEqualTo(plan.secrets().get("OIDC_CLIENT_SECRET").value());
            assertThat(Provisioning.compare(realm.admin(), realm.target(BOTH), false)
                            .lines())
                    .isEmpty();

            var undo = Provisioning.compareWithNothing(realm.admin(), realm.target(BOTH));
            undo.carryOut();

            assertThat(undo.lines())
                    .containsExactly(
                            "client gatehouse-service: made by us -> is removed",
                            "client gatehouse: made by us -> is removed",
                            "role gatehouse-admin: made by us -> is removed");
            assertThat(realm.export()).isEqualTo(before);
        }
    }

    @Test
    void theRealmFileAndTheCommandMakeTheSame() throws Exception {
        try (var imported = Realm.imported(Files.readString(Path.of("keycloak-realm", "gatehouse-realm.json")));
                var provisioned = Realm.empty()) {
            Provisioning.compare(provisioned.admin(), provisioned.target(BOTH), false)
                    .carryOut();

            for (var clientId : List.of("gatehouse", "gatehouse-service")) {
                assertThat(comparable(provisioned.client(clientId)))
                        .as(clientId)
                        .isEqualTo(comparable(imported.client(clientId)));
            }
            assertThat(comparable(provisioned.admin().get("/roles/gatehouse-admin")))
                    .isEqualTo(comparable(imported.admin().get("/roles/gatehouse-admin")));
            assertThat(serviceRoles(provisioned))
                    .isEqualTo(serviceRoles(imported))
                    .contains("manage-users");
        }
    }

    @Test
    void whatHasDriftedIsBroughtBackAndWhatOthersAddedStays() {
        try (var realm = Realm.empty()) {
            provision(realm, BOTH);
            var admin = realm.admin();
            var client = realm.client("gatehouse");
            var address = "/clients/" + client.getString("id");
            var mappers = client.getJsonArray("protocolMappers").getValuesAs(JsonObject.class);
            admin.put(
                    address,
                    Json.createObjectBuilder(client)
                            .add(
                                    "redirectUris",
                                    Json.createArrayBuilder(client.getJsonArray("redirectUris"))
                                            .add("https://evil.example.com/*"))
                            .add("implicitFlowEnabled", true)
                            .add(
                                    "attributes",
                                    Json.createObjectBuilder(client.getJsonObject("attributes"))
                                            .add("backchannel.logout.url", "https://old.example.com/logout")
                                            .add("login_theme", "team"))
                            .build());
            admin.delete(address + "/protocol-mappers/models/"
                    + named(mappers, "audience").getString("id"));
            var groups = named(mappers, "groups");
            admin.put(
                    address + "/protocol-mappers/models/" + groups.getString("id"),
                    Json.createObjectBuilder(groups)
                            .add(
                                    "config",
                                    Json.createObjectBuilder(groups.getJsonObject("config"))
                                            .add("claim.name", "roles"))
                            .build());
            admin.post(
                    address + "/protocol-mappers/models",
                    Json.createObjectBuilder(groups)
                            .remove("id")
                            .add("name", "theirs")
                            .build());
            var email = named(admin.list("/client-scopes").getValuesAs(JsonObject.class), "email");
            admin.delete(address + "/default-client-scopes/" + email.getString("id"));
            takeServiceRole(realm, "manage-users");

            var plan = Provisioning.compare(realm.admin(), realm.target(BOTH), false);

            assertThat(plan.lines())
                    .containsExactlyInAnyOrder(
                            "client gatehouse, redirectUris: [\"https://gate.example.com/api/auth/callback\",\"https://evil.example.com/*\"]"
                                    + " -> [\"https://gate.example.com/api/auth/callback\"]",
                            "client gatehouse, implicitFlowEnabled: true -> false",
                            "client gatehouse, backchannel.logout.url: https://old.example.com/logout"
                                    + " -> https://gate.example.com/api/auth/backchannel-logout",
                            "client gatehouse, mapper groups, claim.name: roles -> groups",
                            "client gatehouse, mapper audience: none -> is made",
                            "client gatehouse, default scope email: no -> yes",
                            "client gatehouse-service, role manage-users of realm-management for its service account: no -> yes");
            plan.carryOut();
            assertThat(Provisioning.compare(realm.admin(), realm.target(BOTH), false)
                            .lines())
                    .isEmpty();
            var mended = realm.client("gatehouse");
            assertThat(mended.getJsonObject("attributes").getString("login_theme"))
                    .isEqualTo("team");
            assertThat(mended.getJsonArray("protocolMappers").getValuesAs(JsonObject.class))
                    .extracting(mapper -> mapper.getString("name"))
                    .containsExactlyInAnyOrder("groups", "audience", "theirs");
        }
    }

    @Test
    void aGivenSecretAndAnotherAddressAreTakenOver() {
        try (var realm = Realm.empty()) {
            provision(realm);
            var moved = realm.target("PUBLIC_URL", "https://door.example.com/", "OIDC_CLIENT_SECRET", "s3cret-of-ours");

            var plan = Provisioning.compare(realm.admin(), moved, false);
            plan.carryOut();

            assertThat(plan.lines())
                    .contains("client gatehouse, secret: another -> the one that is given")
                    .allSatisfy(line -> assertThat(line).doesNotContain("s3cret"));
            var client = realm.client("gatehouse");
            assertThat(client.getString("secret")).isEqualTo("s3cret-of-ours");
            assertThat(client.getJsonArray("redirectUris").getString(0))
                    .isEqualTo("https://door.example.com/api/auth/callback");
        }
    }

    @Test
    void somebodyElsesClientAndRoleAreLeftAloneUntilTheyAreAdopted() {
        try (var realm = Realm.empty()) {
            realm.admin()
                    .post(
                            "/clients",
                            Json.createObjectBuilder()
                                    .add("clientId", "gatehouse")
                                    .add("secret", "theirs")
                                    .add(
                                            "redirectUris",
                                            Json.createArrayBuilder().add("https://theirs.example.com/"))
                                    .build());
            realm.admin()
                    .post(
                            "/roles",
                            Json.createObjectBuilder()
                                    .add("name", "gatehouse-admin")
                                    .build());
            var before = realm.export();

            assertThatThrownBy(() -> Provisioning.compare(realm.admin(), realm.target(), false))
                    .hasMessageContaining(
                            "has a role gatehouse-admin, and a client gatehouse, which Gatehouse has not made");
            assertThat(realm.export()).isEqualTo(before);

            var plan = Provisioning.compare(realm.admin(), realm.target(), true);
            assertThat(plan.lines()).contains("client gatehouse: somebody else's -> is adopted");
            plan.carryOut();
            assertThat(Provisioning.compare(realm.admin(), realm.target(), false)
                            .lines())
                    .isEmpty();
            assertThat(realm.client("gatehouse").getString("secret")).isEqualTo("theirs");

            var undo = Provisioning.compareWithNothing(realm.admin(), realm.target());
            assertThat(undo.lines()).contains("client gatehouse: adopted -> stays, and is not ours any more");
            undo.carryOut();
            assertThat(realm.client("gatehouse").getString("secret")).isEqualTo("theirs");
            assertThat(realm.admin().find("/roles/gatehouse-admin")).isPresent();
            assertThat(Provisioning.compareWithNothing(realm.admin(), realm.target())
                            .lines())
                    .isEmpty();
        }
    }

    @Test
    void theLeastRightsSufficeAndOneLessIsNamed() {
        try (var realm = Realm.empty()) {
            var clients = realm.administrator("manage-clients");
            assertThatThrownBy(() -> provisionAs(realm, clients)).hasMessageContaining("manage-realm");
            var realms = realm.administrator("manage-realm");
            assertThatThrownBy(() -> provisionAs(realm, realms)).hasMessageContaining("manage-clients");
            var both = realm.administrator("manage-clients", "manage-realm");
            provisionAs(realm, both);
            assertThatThrownBy(() -> provisionAs(realm, both, BOTH))
                    .hasMessageContaining("manage-users, and every role that it is to give");
            provisionAs(
                    realm,
                    realm.administrator("manage-clients", "manage-realm", "manage-users", "manage-organizations"),
                    BOTH);

            assertThat(Provisioning.compare(realm.admin(), realm.target(BOTH), false)
                            .lines())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wrong | master  | gatehouse | Keycloak does not let admin of master in
            admin | nowhere | gatehouse | it has no realm nowhere
            admin | master  | nowhere   | This Keycloak has no realm nowhere
            """)
    void whatIsNotRightIsSaid(String password, String userRealm, String realm, String sentence) {
        TestEnvironment.keycloak().awaitReady();
        var settings = Map.of(
                "OIDC_ISSUER",
                TestEnvironment.keycloak().address() + "/realms/" + realm,
                "PUBLIC_URL",
                Realm.GATEHOUSE);
        var target = Target.of(setting -> Optional.ofNullable(settings.get(setting)));

        assertThatThrownBy(() -> RealmAdmin.signIn(target, new Administrator(userRealm, "admin", password)))
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("wrong");
    }

    @Test
    void aKeycloakThatIsDownIsSaidToBe() {
        var nowhere = "http://localhost:" + Ports.free() + "/realms/team";
        var settings = Map.of("OIDC_ISSUER", nowhere, "PUBLIC_URL", Realm.GATEHOUSE, "PROVISION_PASSWORD", "pw");

        var said = new ByteArrayOutputStream();
        var exit = new ProvisionCommand(settings, InputStream.nullInputStream(), new PrintStream(said), null)
                .run("provision");

        assertThat(exit).isEqualTo(ProvisionCommand.REFUSED);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Keycloak does not answer at http://localhost:");
    }

    @Test
    void theWarIsTheCommand() throws Exception {
        try (var realm = Realm.empty()) {
            assertThat(command(realm, 2, "provision", "--password", "admin"))
                    .contains("java -jar gatehouse.war provision");
            assertThat(command(realm, 3, "provision"))
                    .contains("client gatehouse: none -> is made")
                    .contains("Nothing was changed: add --apply to do this.");
            assertThat(realm.admin().findClient("gatehouse")).isEmpty();

            var secret = realm.client(
                            command(realm, 0, "provision", "--apply").contains("OIDC_CLIENT_SECRET=")
                                    ? "gatehouse"
                                    : "none")
                    .getString("secret");
            assertThat(secret).hasSize(43);
            assertThat(command(realm, 0, "provision")).isEqualTo("Nothing to do.\n");
            assertThat(command(realm, 0, "provision", "--undo", "--apply"))
                    .contains("role gatehouse-admin")
                    .contains("Done.");
            assertThat(realm.admin().findClient("gatehouse")).isEmpty();
        }
    }

    @Test
    void somebodySignsInThroughTheClientThatWasMade() throws Exception {
        try (var realm = Realm.empty()) {
            var plan = Provisioning.compare(realm.admin(), realm.target(), false);
            plan.carryOut();
            var person = realm.administrator();
            var callback = Realm.GATEHOUSE + "/api/auth/callback";
            var verifier = Secret.random().value();
            var challenge = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Secret.sha256(verifier.getBytes(StandardCharsets.US_ASCII)));
            var protocol = realm.issuer() + "/protocol/openid-connect/";
            var ask = protocol + "auth?response_type=code&client_id=gatehouse&scope=openid+email&state=s&redirect_uri="
                    + URLEncoder.encode(callback, StandardCharsets.UTF_8);

            var browser = Api.anonymous();
            assertThat(browser.get(ask).headers().firstValue("Location").orElse(""))
                    .as("without PKCE")
                    .contains("error=invalid_request");
            var form = browser.get(ask + "&code_challenge_method=S256&code_challenge=" + challenge);
            var action = Pattern.compile("action=\"([^\"]+)\"").matcher(form.body());
            assertThat(action.find()).as(form.body()).isTrue();
            var back = browser.postForm(
                            action.group(1).replace("&amp;", "&"),
                            Map.of("username", person.name(), "password", person.password()))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(back).startsWith(callback + "?");
            var code = Pattern.compile("[?&]code=([^&]+)").matcher(back);
            assertThat(code.find()).isTrue();
            var tokens = new Answer(browser.postForm(
                    protocol + "token",
                    Map.of(
                            "grant_type",
                            "authorization_code",
                            "code",
                            code.group(1),
                            "redirect_uri",
                            callback,
                            "code_verifier",
                            verifier,
                            "client_id",
                            "gatehouse",
                            "client_secret",
                            plan.secrets().get("OIDC_CLIENT_SECRET").value())));

            assertThat(tokens.status()).isEqualTo(200);
            var idToken = new String(
                    Base64.getUrlDecoder().decode(tokens.text("/id_token").split("\\.", -1)[1]),
                    StandardCharsets.UTF_8);
            assertThat(idToken).contains("\"groups\":[").contains(person.name() + "@example.com");
        }
    }

    private static void provision(Realm realm, String... settings) {
        provisionAs(realm, Realm.ADMIN, settings);
    }

    private static void provisionAs(Realm realm, Administrator administrator, String... settings) {
        var target = realm.target(settings);
        Provisioning.compare(RealmAdmin.signIn(target, administrator), target, false)
                .carryOut();
    }

    private static void takeServiceRole(Realm realm, String role) {
        var roles = serviceRolesAddress(realm.admin());
        realm.admin().list(roles).getValuesAs(JsonObject.class).stream()
                .filter(given -> given.getString("name").equals(role))
                .forEach(given ->
                        realm.delete(roles, Json.createArrayBuilder().add(given).build()));
    }

    private static List<String> serviceRoles(Realm realm) {
        var admin = realm.admin();
        return admin.list(serviceRolesAddress(admin)).getValuesAs(JsonObject.class).stream()
                .map(role -> role.getString("name"))
                .sorted()
                .toList();
    }

    private static String serviceRolesAddress(RealmAdmin admin) {
        var client = admin.findClient("gatehouse-service").orElseThrow().getString("id");
        return "/users/"
                + admin.get("/clients/" + client + "/service-account-user").getString("id")
                + "/role-mappings/clients/"
                + admin.findClient("realm-management").orElseThrow().getString("id");
    }

    private static JsonObject named(List<JsonObject> all, String name) {
        return all.stream()
                .filter(each -> each.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Without what differs from realm to realm: ids, secrets, our mark. In one order. */
    private static String comparable(JsonValue value) {
        if (value instanceof JsonObject object) {
            var fields = new TreeMap<String, String>();
            object.forEach((name, field) -> {
                if (!List.of("id", "containerId", "secret", "gatehouse.provisioned", "client.secret.creation.time")
                        .contains(name)) {
                    fields.put(name, comparable(field));
                }
            });
            return fields.toString();
        }
        if (value instanceof JsonArray list) {
            return list.stream().map(ProvisioningIT::comparable).sorted().collect(joining(", ", "[", "]"));
        }
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    /** What an operator types, with the password on standard input. */
    private static String command(Realm realm, int exit, String... arguments) throws Exception {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=target",
                "-jar",
                "target/gatehouse.war"));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(realm.settings());
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write("admin\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedAlready) {
            // nothing was asked
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(exit);
        return said;
    }
}
