package org.gatehouse.testing;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An organization with somebody in every role, and somebody outside. */
public final class Team {
    public final Newcomer owner;
    public final Newcomer admin = Newcomer.named("admin");
    public final Newcomer editor = Newcomer.named("editor");
    public final Newcomer viewer = Newcomer.named("viewer");
    public final Newcomer outsider = Newcomer.named("outsider");
    public final Newcomer nobody = Newcomer.nobody();

    /** The organization's address. */
    public final String organization;

    private Team(Newcomer owner, String organization) throws SQLException {
        this.owner = owner;
        this.organization = organization;
    }

    public static Team gather() throws SQLException {
        var owner = Newcomer.named("owner");
        var team = new Team(owner, found(owner));
        team.join(team.admin, "admin");
        team.join(team.editor, "editor");
        team.join(team.viewer, "viewer");
        return team;
    }

    /** Past the API, with no invitation, mail or audit: for tests that need a thousand. */
    public static Team assemble() throws SQLException {
        var team = new Team(Newcomer.named("owner"), foundOwnerless());
        team.add(team.owner.id(), "owner");
        team.add(team.admin.id(), "admin");
        team.add(team.editor.id(), "editor");
        team.add(team.viewer.id(), "viewer");
        return team;
    }

    /** Founds an organization and tells its address. */
    public static String found(Newcomer owner) {
        var slug = "team-" + UUID.randomUUID();
        return "/api/orgs/"
                + owner.post("/api/orgs", Map.of("slug", slug, "name", "Team")).text("/id");
    }

    /** An organization to which nobody belongs. */
    public static String foundOwnerless() throws SQLException {
        var id = UUID.randomUUID();
        Sql.run("insert into organization (id, name, slug, created_at) values (?, 'Team', ?, now())", id, "team-" + id);
        return "/api/orgs/" + id;
    }

    public UUID id() {
        return UUID.fromString(organization.replaceFirst(".*/", ""));
    }

    public String members() {
        return organization + "/members";
    }

    /**
     * Puts an application behind Gatehouse that is for viewers, with other rules for {@code /public}, {@code /known}, {@code
     * /token} and {@code /admin}.
     *
     * @return its id
     */
    public String guard(String host) throws SQLException {
        var rules = List.of(
                Map.of("path", "/public/*", "access", "public"),
                Map.of("path", "/known/*", "access", "signed_in"),
                Map.of("path", "/token/*", "access", "shared_token"),
                Map.of("path", "/admin/*", "access", "role", "org_id", id(), "role", "owner"));
        var app = Map.of(
                "name",
                "Sales & <more>",
                "host",
                host,
                "path",
                "/",
                "access",
                "role",
                "org_id",
                id(),
                "role",
                "viewer",
                "rules",
                rules);
        return Newcomer.administrator().post("/api/apps", app).text("/id");
    }

    /** The address of somebody's row. */
    public String row(Newcomer member) {
        var rows = owner.get(members() + "?q=" + member.email());
        return members() + "/" + rows.text("/0/id");
    }

    /** Invites an address, and tells that of its row. */
    public String invite(String email, String role) {
        return members() + "/"
                + owner.post(members(), Map.of("email", email, "role", role)).text("/id");
    }

    /** Makes a user a member, whom nobody has invited, and tells the id of their row. */
    public String add(UUID user, String role) throws SQLException {
        var row = UUID.randomUUID();
        Sql.run("""
                insert into membership (id, organization_id, user_id, role, name, name_key, email, email_key, created_at)
                select ?, ?, id, ?, name, lower(name), email, email_key, now() from app_user where id = ?""", row, id(), role, user);
        return row.toString();
    }

    /** @return the status each gets: nobody, outsider, viewer, editor, admin, owner */
    public List<Integer> statuses(Use use) {
        return List.of(nobody, outsider, viewer, editor, admin, owner).stream()
                .map(caller -> use.by(caller).status())
                .toList();
    }

    private void join(Newcomer newcomer, String role) {
        var invitation = invite(newcomer.email(), role).replaceFirst(".*/", "");
        newcomer.post("/api/invitations/" + invitation + "/acceptance", Map.of());
    }

    /** Something that anybody may try. */
    public interface Use {
        Answer by(Newcomer caller);
    }
}
