package org.gatehouse.member;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
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
import org.gatehouse.organization.CurrentOrganization;
import org.gatehouse.page.Address;
import org.gatehouse.page.Avatars;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.page.Times;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The members and pending invitations of an organization, to search and to change. What is searched for stands in the
 * address, and so does the row that is opened. Whose role was changed does not: anybody could make up an address that
 * offers to undo what never was.
 */
@Named
@RequestScoped
public class MembersPage {

    /** What the flash message knows besides: the row whose role was changed, and what that was. */
    static final String CHANGED = "changed";

    /** Parameter of the address: a row that is opened, for what there is more to do with it. */
    static final String OPENED = "member";

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
    Times times;

    @Inject
    Avatars avatars;

    @Inject
    CurrentOrganization organization;

    @Inject
    Settings settings;

    @Inject
    HttpServletRequest request;

    private String q;
    private String role;
    private String status;
    private MemberPage list;
    private MemberCounts counts;
    private List<MemberRow> rows;
    private List<String> assignableRoles;
    private @Nullable MemberRow opened;

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
        rows = list.rows().stream().map(this::row).toList();
        assignableRoles = words(organization.getAssignableRoles());
        opened = open(parameter(OPENED));
    }

    /** @param chosen the word of the role that was chosen in the row; null in a form that is not ours */
    public void changeRole(String id, @Nullable String chosen) {
        MemberView row = find(id);
        Role before = row.role();
        Role role = Role.of(String.valueOf(chosen));
        if (role != before) {
            changeRole(row, role, Map.of(CHANGED, row.id() + "." + before.word()));
        }
        reload();
    }

    /** @param change the id of a row and the word of the role that it had before it was changed */
    public void undo(String change) {
        int dot = Math.max(change.indexOf('.'), 0);
        changeRole(find(change.substring(0, dot)), Role.of(change.substring(dot + 1)), Map.of());
        reload();
    }

    private void changeRole(MemberView row, Role to, Map<String, String> facts) {
        members.changeRole(row.organizationId(), row.id(), to);
        flash.say(texts.of("members.role.changed", row.label(), to.word()), facts);
    }

    public void resend(String id) {
        MemberView row = find(id);
        members.resend(row.organizationId(), row.id());
        flash.say(texts.of("members.resent", row.label()));
        reload();
    }

    /** Revokes the invitation, or ends the membership, whose row is opened. */
    public void end() {
        MemberView row = Objects.requireNonNull(opened).view();
        members.remove(row.organizationId(), row.id());
        if (row.you()) {
            flash.say(texts.of("members.left"));
            address.go("/");
        } else {
            flash.say(texts.of(row.isPending() ? "members.revoked" : "members.removed", row.label()));
            reload();
        }
    }

    private void reload() {
        address.leaveTo(address.with(OPENED, null));
    }

    /** @throws NotFoundProblem if it is the id of nothing here */
    private MemberView find(String id) {
        try {
            return members.get(address.getId(), UUID.fromString(id));
        } catch (IllegalArgumentException noId) {
            throw new NotFoundProblem(texts.of("row.lost"));
        }
    }

    private @Nullable MemberRow open(String id) {
        if (id.isEmpty()) {
            return null;
        }
        try {
            return Optional.of(row(find(id)))
                    .filter(row -> row.isMore() || row.isRevocable())
                    .orElse(null);
        } catch (NotFoundProblem gone) {
            FacesContext context = FacesContext.getCurrentInstance();
            if (!context.isPostback()) { // a form that is lost with its row is told of by LostRow
                context.addMessage(null, new FacesMessage(gone.detail()));
            }
            return null;
        }
    }

    private MemberRow row(MemberView view) {
        return new MemberRow(view, this);
    }

    /** Who gives the roles that are not given here. */
    String getProvider() {
        return settings.providerName().orElse(texts.of("members.managed.someone"));
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

    /** The roles that the caller may give. */
    public List<String> getAssignableRoles() {
        return assignableRoles;
    }

    public List<MemberRow> getRows() {
        return rows;
    }

    /** The row that the address opens. */
    public @Nullable MemberRow getOpened() {
        return opened;
    }

    public List<String> getRoles() {
        return words(List.of(Role.values()));
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

    private static List<String> words(List<Role> roles) {
        return roles.stream().map(Role::word).toList();
    }

    private String parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }
}
