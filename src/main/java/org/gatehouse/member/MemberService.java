package org.gatehouse.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.access.Role;
import org.gatehouse.access.Roles;
import org.gatehouse.invitation.Invitation;
import org.gatehouse.member.Cursor.Section;
import org.gatehouse.organization.Membership;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/** Lists who belongs to an organization and who is invited. */
@ApplicationScoped
@Transactional
public class MemberService {

    @Inject
    MemberRepository members;

    @Inject
    Roles roles;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** A page of the list: open invitations by address, then members by name. */
    @RequiresPermission(Permission.SEE)
    public MemberPage list(UUID organizationId, MemberQuery query) {
        Optional<Cursor> cursor = Cursor.decode(query.cursor());
        boolean backward = cursor.map(Cursor::backward).orElse(false);
        List<Row> rows = read(organizationId, query, cursor.orElse(null), backward);
        boolean more = rows.size() > query.limit();
        if (more) {
            rows = rows.subList(0, query.limit());
        }
        if (backward) {
            Collections.reverse(rows);
        }
        boolean newer = backward ? more : cursor.isPresent();
        boolean older = backward || more;
        return new MemberPage(
                rows.stream().map(Row::view).toList(),
                newer && !rows.isEmpty() ? rows.get(0).cursor(true).encode() : null,
                older && !rows.isEmpty()
                        ? rows.get(rows.size() - 1).cursor(false).encode()
                        : null,
                members.countMembers(organizationId),
                members.countInvitations(organizationId));
    }

    /** Rows from the cursor on in reading direction, one more than asked for where there is one. */
    private List<Row> read(UUID organizationId, MemberQuery query, @Nullable Cursor cursor, boolean backward) {
        List<Section> sections = new ArrayList<>(List.of(Section.values()));
        if (backward) {
            Collections.reverse(sections);
        }
        if (cursor != null) {
            sections = sections.subList(sections.indexOf(cursor.section()), sections.size());
        }
        RowReader reader = new RowReader(organizationId, query, backward);
        List<Row> rows = new ArrayList<>();
        for (Section section : sections) {
            Cursor from = cursor != null && cursor.section() == section ? cursor : null;
            rows.addAll(reader.read(section, from, query.limit() + 1 - rows.size()));
        }
        return rows;
    }

    private final class RowReader {

        private final UUID organizationId;
        private final MemberQuery query;
        private final boolean backward;
        private final Instant now = clock.instant();
        private final Role callerRole;
        private final Optional<UUID> lastOwner;

        RowReader(UUID organizationId, MemberQuery query, boolean backward) {
            this.organizationId = organizationId;
            this.query = query;
            this.backward = backward;
            this.callerRole = roles.findRole(caller.getUserId(), organizationId).orElse(Role.VIEWER);
            this.lastOwner = members.findLastOwner(organizationId);
        }

        List<Row> read(Section section, @Nullable Cursor from, int limit) {
            if (limit <= 0 || !wanted(section)) {
                return List.of();
            }
            return switch (section) {
                case INVITATIONS ->
                    members.findInvitations(organizationId, query, from, backward, limit, now).stream()
                            .map(invitation -> new Row(section, invitation.getEmailKey(), view(invitation)))
                            .toList();
                case MEMBERS ->
                    members.findMembers(organizationId, query, from, backward, limit).stream()
                            .map(membership -> new Row(section, membership.getNameKey(), view(membership)))
                            .toList();
            };
        }

        private boolean wanted(Section section) {
            return query.status() == null || (query.status() == MemberStatus.ACTIVE) == (section == Section.MEMBERS);
        }

        private MemberView view(Invitation invitation) {
            return new MemberView(
                    invitation.getId(),
                    organizationId,
                    null,
                    "",
                    invitation.getEmail(),
                    invitation.getRole(),
                    invitation.getExpiresAt().isAfter(now) ? MemberStatus.PENDING : MemberStatus.EXPIRED,
                    invitation.getCreatedAt(),
                    invitation.getExpiresAt(),
                    invitation.getInvitedBy().map(User::getName).orElse(null),
                    invitation.getDelivery().word(),
                    false,
                    callerRole.mayManage(invitation.getRole()),
                    false);
        }

        private MemberView view(Membership membership) {
            return new MemberView(
                    membership.getId(),
                    organizationId,
                    membership.getUserId(),
                    membership.getName(),
                    membership.getEmail().orElse(null),
                    membership.getRole(),
                    MemberStatus.ACTIVE,
                    membership.getCreatedAt(),
                    null,
                    null,
                    null,
                    membership.getUserId().equals(caller.getUserId()),
                    callerRole.mayManage(membership.getRole()),
                    lastOwner.filter(membership.getId()::equals).isPresent());
        }
    }

    private record Row(Section section, String key, MemberView view) {

        Cursor cursor(boolean backward) {
            return new Cursor(section, key, view.id(), backward);
        }
    }
}
