package org.gatehouse.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.OrganizationResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * A second realm of the test's Keycloak, made from the bundled file, with Organizations: sign-in has two pages there. It has the
 * organizations Globex, which can have a thousand members, and Initech with milton and peter. Its client {@code tests} gives
 * tokens for a password.
 */
public final class MirroredRealm {
    public static final int MANY = 1_000;

    private static final int PART = 50;

    static final String NAME = "mirrored";

    private static final Path FILE = Path.of("keycloak-realm", "gatehouse-realm.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Keycloak CONSOLE = Keycloak.getInstance(
            TestEnvironment.keycloak().address().toString(), "master", "admin", "admin", "admin-cli");

    private MirroredRealm() {}

    static void create() {
        TestEnvironment.keycloak().awaitReady();
        post();
        var client = console().clients().findByClientId("tests").get(0).getId();
        var scope = console().clientScopes().findAll().stream()
                .filter(each -> each.getName().equals("organization"))
                .findFirst()
                .orElseThrow();
        console().clients().get(client).addOptionalClientScope(scope.getId());
    }

    /** It takes longer than the admin client waits. */
    private static void post() {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            TestEnvironment.keycloak().address().resolve("/admin/realms"))
                                    .header(
                                            "Authorization",
                                            "Bearer " + CONSOLE.tokenManager().getAccessTokenString())
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(description().toString()))
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException("no realm: " + answer + " " + answer.body());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no realm", e);
        }
    }

    /** What somebody does in Keycloak's console. */
    public static RealmResource console() {
        return CONSOLE.realm(NAME);
    }

    public static URI issuer() {
        return TestEnvironment.keycloak().address().resolve("/realms/" + NAME);
    }

    public static Optional<OrganizationRepresentation> findOrganization(String name) {
        return console().organizations().search(name, true, 0, 2).stream().findFirst();
    }

    public static OrganizationResource organization(String name) {
        return console()
                .organizations()
                .get(findOrganization(name).orElseThrow().getId());
    }

    /** Names of users. */
    public static List<String> members(String organization) {
        return findOrganization(organization).stream()
                .flatMap(found -> console().organizations().get(found.getId()).members().list(0, MANY + 10).stream())
                .map(MemberRepresentation::getUsername)
                .sorted()
                .toList();
    }

    /** Gives Globex its thousand members, in parts: in one, Keycloak would take minutes. */
    public static void fillGlobex() {
        for (int first = 1; first <= MANY; first += PART) {
            var part = new PartialImportRepresentation();
            part.setIfResourceExists("SKIP");
            part.setUsers(IntStream.range(first, first + PART)
                    .mapToObj(MirroredRealm::member)
                    .toList());
            console().partialImport(part).close();
        }
        var globex = organization("Globex").members();
        console().users().search("member", 0, MANY).parallelStream()
                .forEach(user -> globex.addMember(user.getId()).close());
    }

    private static UserRepresentation member(int number) {
        var name = "member%04d".formatted(number);
        var user = new UserRepresentation();
        user.setUsername(name);
        user.setEmail(name + "@example.com");
        user.setEmailVerified(true);
        user.setFirstName(name);
        user.setLastName("Doe");
        user.setEnabled(true);
        if (number == 1) {
            var password = new CredentialRepresentation();
            password.setType(CredentialRepresentation.PASSWORD);
            password.setValue(name);
            user.setCredentials(List.of(password));
        }
        return user;
    }

    /** Switches Organizations on or off. */
    public static void setOrganizations(boolean on) {
        var realm = console().toRepresentation();
        realm.setOrganizationsEnabled(on);
        console().update(realm);
    }

    private static ObjectNode description() throws IOException {
        var text = Files.readString(FILE)
                .replaceAll("\\$\\{\\w+:([^}]*)}", "$1")
                .replace("default-roles-gatehouse", "default-roles-" + NAME);
        var realm = (ObjectNode) JSON.readTree(text);
        realm.put("realm", NAME).put("organizationsEnabled", true);
        var users = (ArrayNode) realm.get("users");
        users.forEach(user -> ((ObjectNode) user).remove("id")); // they are those of the other realm
        var unused = organization(realm, "Globex");
        var initech = organization(realm, "Initech");
        add(users, initech, "milton");
        add(users, initech, "peter");
        for (var name : List.of("nina", "boris", "clara", "olga", "viktor", "wendy")) {
            user(users, name);
        }
        var client = ((ArrayNode) realm.get("clients")).addObject();
        client.put("clientId", "tests").put("publicClient", true).put("directAccessGrantsEnabled", true);
        var mapper = client.putArray("protocolMappers").addObject();
        mapper.put("name", "audience").put("protocol", "openid-connect").put("protocolMapper", "oidc-audience-mapper");
        mapper.putObject("config").put("included.client.audience", "gatehouse").put("access.token.claim", "true");
        return realm;
    }

    private static ArrayNode organization(ObjectNode realm, String name) {
        var organization = realm.withArray("organizations").addObject();
        organization
                .put("name", name)
                .put("alias", name.toLowerCase(java.util.Locale.ROOT))
                .put("enabled", true);
        return organization.putArray("members");
    }

    private static void add(ArrayNode users, ArrayNode members, String name) {
        user(users, name);
        members.addObject().put("username", name);
    }

    private static void user(ArrayNode users, String name) {
        var user = users.addObject();
        user.put("username", name)
                .put("email", name + "@example.com")
                .put("emailVerified", true)
                .put("firstName", name)
                .put("lastName", "Doe")
                .put("enabled", true);
        user.putArray("credentials").addObject().put("type", "password").put("value", name);
    }
}
