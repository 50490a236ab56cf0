package org.gatehouse.testing;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An organization with somebody in every role, and somebody outside. */
public final class Team {
    public final Newcomer owner = Newcomer.named("owner");
    public final Newcomer admin = Newcomer.named("admin");
    public final Newcomer editor = Newcomer.named("editor");
    public final Newcomer viewer = Newcomer.named("viewer");
    public final Newcomer outsider = Newcomer.named("outsider");
    public final Newcomer nobody = Newcomer.nobody();

    /** The organization's address. */
    public final String organization;

    private Team() throws SQLException {
        organization = found(owner);
        join(admin, "admin");
        join(editor, "editor");
        join(viewer, "viewer");
    }

    public static Team gather() throws SQLException {
        return new Team();
    }

    /** Founds an organization and tells its address. */
    public static String found(Newcomer owner) {
        var slug = "team-" + UUID.randomUUID();
        return "/api/orgs/"
                + owner.post("/api/orgs", Map.of("slug", slug, "name", "Team")).text("/id");
    }

    public String members() {
        return organization + "/members";
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
