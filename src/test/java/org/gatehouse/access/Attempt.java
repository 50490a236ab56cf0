package org.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * One cell of {@code docs/permissions.md}: somebody tries an operation on something, in an organization that nobody has
 * used before. The words are those of the table.
 */
final class Attempt {
    private static final String ELSEWHERE = "another organization's ";

    private final Team team = Team.assemble();
    private final String bearer;
    private final String operation;
    private final String on;
    private final String thing;
    private @Nullable Team elsewhere;

    /**
     * @param bearer an access token of somebody who is in no organization that matters
     * @param operation as in the description, e.g. {@code DELETE /api/orgs/{org_id}}
     * @param on what its last parameter stands for, or its body; may be empty
     */
    Attempt(String bearer, String operation, String on) throws Exception {
        this.bearer = bearer;
        this.operation = operation;
        this.on = on;
        this.thing = on.startsWith(ELSEWHERE)
                ? make(on.substring(ELSEWHERE.length()), elsewhere())
                : make(on.replaceFirst("^an? ", ""), team);
        assertThat(thing.isEmpty()).as("nothing made for: " + on).isEqualTo(on.isEmpty());
    }

    /** The status that it gets. */
    int by(String caller) throws Exception {
        return send(caller(caller)).status();
    }

    private Newcomer caller(String name) throws Exception {
        return switch (name) {
            case "nobody" -> team.nobody;
            case "outsider" -> team.outsider;
            case "viewer" -> team.viewer;
            case "editor" -> team.editor;
            case "admin" -> team.admin;
            case "owner" -> team.owner;
            case "other key" -> program(elsewhere(), "members:read", "members:write", "audit:read");
            case "administrator" -> Newcomer.administrator();
            case "bearer" -> bearerOfAnAdmin();
            case "shared token" -> Newcomer.bearer(TestEnvironment.sharedToken());
            default -> program(team, name);
        };
    }

    private Newcomer bearerOfAnAdmin() throws Exception {
        var somebody = Newcomer.bearer(bearer);
        var invitation = team.invite(somebody.get("/api/auth/me").text("/user/email"), "admin");
        somebody.post("/api/invitations/" + invitation.replaceFirst(".*/", "") + "/acceptance", Map.of());
        return somebody;
    }

    private static Newcomer program(Team of, String... scopes) {
        return Newcomer.bearer(makeKey(of, scopes).text("/secret"));
    }

    private static Answer makeKey(Team of, String... scopes) {
        return of.owner.post(of.organization + "/api-keys", Map.of("name", "Program", "scopes", List.of(scopes)));
    }

    /** Makes what is tried on, and tells by which id, token or word it is known. */
    private static String make(String thing, Team of) throws Exception {
        return switch (thing) {
            case "" -> "";
            case "viewer", "admin" -> of.add(Newcomer.named(thing).id(), thing);
            case "viewer, to be admin" -> make("viewer", of);
            case "the viewer" -> last(of.row(of.viewer));
            case "the owner" -> last(of.row(of.owner));
            case "invitation" -> invite(of, guest(), "viewer").id();
            case "admin's invitation" -> invite(of, guest(), "admin").id();
            case "the outsider's invitation" ->
                invite(of, of.outsider.email(), "viewer").id();
            case "token of an invitation" -> invite(of, guest(), "viewer").token();
            case "import" -> startImport(of.owner, of.organization + "/imports").text("/id");
            case "link" -> makeLink(of).text("/id");
            case "token of a link" -> makeLink(of).text("/token");
            case "offer to the admin" -> offer(of, of.admin);
            case "key" -> makeKey(of, "members:read").text("/id");
            case "application" -> putBehind(of, "SIGNED_IN", false);
            case "declared application" -> putBehind(of, "SIGNED_IN", true);
            case "public application" -> putBehind(of, "PUBLIC", false);
            case "application for viewers" -> putBehind(of, "ROLE", false);
            case "token of the application" -> giveToken(putBehind(of, "SHARED_TOKEN", false), "Program");
            case "declared token of the application" -> giveToken(putBehind(of, "SHARED_TOKEN", false), "declared");
            case "unknown token of the application" ->
                putBehind(of, "SHARED_TOKEN", false) + "/tokens/" + UUID.randomUUID();
            case "user" -> Newcomer.named("user").id().toString();
            case "ownerless organization" -> last(Team.foundOwnerless());
            case "the viewer's session" -> of.viewer.session().toString();
            case "the outsider's session" -> of.outsider.session().toString();
            case "forged logout token" -> "forged";
            case "as viewer", "as admin" -> thing.replace("as ", "");
            default -> {
                if (!thing.startsWith("unknown ")) {
                    throw new IllegalArgumentException("not known how to make: " + thing);
                }
                yield UUID.randomUUID().toString();
            }
        };
    }

    private static String guest() {
        return "guest-" + UUID.randomUUID() + "@example.com";
    }

    /** As it is when its mail has been sent. */
    private static Invited invite(Team of, String email, String role) throws Exception {
        var id = UUID.randomUUID();
        var token = Secret.random();
        Sql.run("""
                insert into invitation (id, organization_id, email, email_key, open_email, role, status, token_hash,
                  created_at, expires_at, delivery, delivery_attempts)
                values (?, ?, ?, ?, ?, ?, 'OPEN', ?, now(), now() + interval '1 day', 'DELIVERED', 0)""", id, of.id(), email, email, email, role, token.hash());
        return new Invited(id.toString(), token.value());
    }

    /** It is worked off without inviting anybody. */
    private static Answer startImport(Newcomer caller, String imports) {
        return caller.upload(imports, "text/csv", "no address");
    }

    private static Answer makeLink(Team of) {
        return of.owner.post(of.organization + "/links", Map.of("role", "viewer", "max_uses", 1));
    }

    /** An application that is handed to the team. */
    private static String putBehind(Team of, String access, boolean declared) throws Exception {
        var id = UUID.randomUUID();
        Sql.run("""
                insert into guarded_app
                  (id, name, host, path, access, organization_id, role, handed_to, declared, created_at)
                values (?, 'Application', ?, '/', ?, ?, 'viewer', ?, ?, now())""", id, id + ".example.com", access, of.id(), of.id(), declared);
        return id.toString();
    }

    /** Tells its address below that of all applications. */
    private static String giveToken(String app, String name) throws Exception {
        var id = UUID.randomUUID();
        Sql.run("""
                insert into app_token (id, app_id, name, prefix, hash, secret_id, created_at)
                values (?, cast(? as uuid), ?, 'gha_00000000', ?, ?, now())""", id, app, name, Secret.random().hash(), id);
        return app + "/tokens/" + id;
    }

    private static String offer(Team of, Newcomer receiver) {
        return of.owner
                .post(of.organization + "/transfer", Map.of("member_id", last(of.row(receiver))))
                .text("/member_id");
    }

    private Answer send(Newcomer caller) {
        var path = operation
                .replaceFirst(".* ", "")
                .replace(
                        "{org_id}",
                        on.endsWith(" organization") ? thing : team.id().toString())
                .replace("{app_id}/tokens/{token_id}", "{app_token}")
                .replace("{user_id}/sessions/{session_id}", team.viewer.id() + "/sessions/{session_id}")
                .replaceFirst("\\{\\w+}", thing);
        if (operation.equals("POST /api/auth/backchannel-logout")) {
            return caller.upload(path, "application/x-www-form-urlencoded", "logout_token=" + thing);
        }
        if (operation.equals("GET /api/guard/verify")) {
            return caller.get(path, Map.of("X-Forwarded-Host", thing + ".example.com", "X-Forwarded-Uri", "/"));
        }
        if (operation.equals("POST /api/orgs/{org_id}/imports")) {
            return startImport(caller, path);
        }
        return switch (operation.replaceFirst(" .*", "")) {
            case "GET" -> caller.get(path);
            case "DELETE" -> caller.delete(path);
            case "POST" -> caller.post(path, body());
            case "PUT" -> caller.put(path, body());
            case "PATCH" -> caller.patch(path, body());
            default -> throw new IllegalArgumentException(operation);
        };
    }

    private Map<String, ?> body() {
        return switch (operation) {
            case "POST /api/orgs" -> Map.of("name", "Team", "slug", "team-" + UUID.randomUUID());
            case "PATCH /api/orgs/{org_id}" -> Map.of("name", "Crew");
            case "POST /api/orgs/{org_id}/members" -> Map.of("email", guest(), "role", thing);
            case "PATCH /api/orgs/{org_id}/members/{member_id}" ->
                Map.of("role", on.endsWith(", to be admin") ? "admin" : "editor");
            case "POST /api/orgs/{org_id}/links" -> Map.of("role", "viewer", "max_uses", 1);
            case "POST /api/orgs/{org_id}/transfer" -> Map.of("member_id", thing);
            case "POST /api/orgs/{org_id}/api-keys" -> Map.of("name", "Program", "scopes", List.of("members:read"));
            case "POST /api/apps", "PUT /api/apps/{app_id}" ->
                Map.of("name", "App", "host", UUID.randomUUID() + ".example.com", "path", "/", "access", "public");
            case "POST /api/apps/{app_id}/tokens", "POST /api/orgs/{org_id}/apps/{app_id}/tokens" ->
                Map.of("name", "Program");
            case "PUT /api/orgs/{org_id}/apps/{app_id}/policy" -> Map.of("access", "signed_in");
            case "PATCH /api/users/me" -> Map.of("name", "Somebody");
            case "PATCH /api/admin/users/{user_id}" -> Map.of("disabled", true);
            case "POST /api/admin/mirror/adoptions" -> Map.of("keycloak_id", "unknown");
            case "PUT /api/admin/orgs/{org_id}/owner" ->
                Map.of("user_id", team.outsider.id().toString());
            default -> Map.of();
        };
    }

    private Team elsewhere() throws Exception {
        if (elsewhere == null) {
            elsewhere = Team.assemble();
        }
        return elsewhere;
    }

    private static String last(String address) {
        return address.replaceFirst(".*/", "");
    }

    private record Invited(String id, String token) {}
}
