package org.gatehouse.member;

import static java.util.stream.Collectors.toMap;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.settings.Settings;

/**
 * The members and pending invitations of an organization, to search and to change. What is searched for stands in the
 * address, and so does, after a role was changed, whose and what it was, for the way back.
 */
@Named
@RequestScoped
public class MembersPage {

    private static final int ROWS = 50;

    @Inject
    MemberService members;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    Settings settings;

    @Inject
    HttpServletRequest request;

    private String q;
    private String role;
    private String status;
    private MemberPage list;
    private MemberCounts counts;
    private Map<UUID, String> chosenRoles;

    @PostConstruct
    void load() {
        q = parameter("q");
        role = parameter("role");
        status = parameter("status");
        MemberQuery query = new MemberQuery(
                q,
                Arrays.stream(Role.values())
                        .filter(value -> value.word().equals(role))
                        .findAny()
                        .orElse(null),
                Arrays.stream(MemberStatus.values())
                        .filter(value -> value.word().equals(status))
                        .findAny()
                        .orElse(null),
                Sort.NAME,
                parameter("cursor"),
                ROWS);
        list = members.list(address.getId(), query);
        counts = members.count(address.getId());
        chosenRoles = list.rows().stream()
                .collect(toMap(MemberView::id, row -> row.role().word()));
    }

    public void changeRole(MemberView row) {
        String before = row.role().word();
        String chosen = Objects.requireNonNull(chosenRoles.put(row.id(), before));
        if (!chosen.equals(before)) {
            changeRole(row, Role.of(chosen));
        }
        address.leaveTo(address.with("changed", row.id() + "." + before));
    }

    public void undo(MemberView row) {
        changeRole(row, Role.of(parameter("changed").replaceFirst(".*\\.", "")));
        reload();
    }

    private void changeRole(MemberView row, Role to) {
        members.changeRole(row.organizationId(), row.id(), to);
        flash.say(texts.of("members.role.changed", label(row), to.word()));
    }

    public void remove(MemberView row) {
        members.remove(row.organizationId(), row.id());
        flash.say(texts.of("members.removed", label(row)));
        reload();
    }

    public void leave(MemberView row) {
        members.remove(row.organizationId(), row.id());
        flash.say(texts.of("members.left"));
        address.go("/");
    }

    public void resend(MemberView row) {
        members.resend(row.organizationId(), row.id());
        flash.say(texts.of("members.resent", label(row)));
        reload();
    }

    public void revoke(MemberView row) {
        members.remove(row.organizationId(), row.id());
        flash.say(texts.of("members.revoked", label(row)));
        reload();
    }

    private void reload() {
        address.leaveTo(address.with("changed", null));
    }

    /** How a row is called: by name, or by address while it has none. */
    public String label(MemberView row) {
        return row.name().isEmpty() ? String.valueOf(row.email()) : row.name();
    }

    /** Who gives the roles that are not given here. */
    public String getProvider() {
        return settings.providerName().orElse(texts.of("members.managed.someone"));
    }

    /** Whether this row's role was changed just now. */
    public boolean isChanged(MemberView row) {
        return parameter("changed").startsWith(row.id() + ".");
    }

    public boolean isFiltered() {
        return !(q.isBlank() && role.isEmpty() && status.isEmpty());
    }

    /** Whether what was searched for and not found could be invited. */
    public boolean isSearchedAddress() {
        return q.strip().matches("\\S+@\\S+\\.\\S+");
    }

    public MemberCounts getCounts() {
        return counts;
    }

    public MemberPage getList() {
        return list;
    }

    /** The role chosen for each row; starts as the one it has. */
    public Map<UUID, String> getChosenRoles() {
        return chosenRoles;
    }

    public List<Role> getRoles() {
        return List.of(Role.values());
    }

    public List<MemberStatus> getStatuses() {
        return List.of(MemberStatus.values());
    }

    public String getQ() {
        return q;
    }

    public String getRole() {
        return role;
    }

    public String getStatus() {
        return status;
    }

    private String parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }
}
