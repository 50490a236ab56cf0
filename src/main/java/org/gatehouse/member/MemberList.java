package org.gatehouse.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.invitation.Invitation;
import org.gatehouse.organization.Membership;
import org.jspecify.annotations.Nullable;

/** Reads pages of the list, whose sections lie in the database apart. */
@ApplicationScoped
public class MemberList {

    @Inject
    MemberRepository members;

    MemberPage read(UUID organizationId, MemberQuery query, Viewpoint viewpoint) {
        Optional<Cursor> cursor = Cursor.decode(query.cursor()).map(found -> found.requireIn(query));
        boolean backward = cursor.map(Cursor::backward).orElse(false);
        List<Row> rows = new Reader(organizationId, query, viewpoint, backward).read(cursor.orElse(null));
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
                        : null);
    }

    private final class Reader {

        private final UUID organizationId;
        private final MemberQuery query;
        private final Viewpoint viewpoint;
        private final boolean backward;

        Reader(UUID organizationId, MemberQuery query, Viewpoint viewpoint, boolean backward) {
            this.organizationId = organizationId;
            this.query = query;
            this.viewpoint = viewpoint;
            this.backward = backward;
        }

        /** Rows from the cursor on in reading direction, one more than asked for where there is one. */
        List<Row> read(@Nullable Cursor cursor) {
            List<Row> rows = new ArrayList<>();
            for (Section section : sections(cursor)) {
                Cursor from = cursor != null && cursor.section().equals(section) ? cursor : null;
                int wanted = query.limit() + 1 - rows.size();
                if (wanted > 0) {
                    rows.addAll(read(section, from, wanted));
                }
            }
            return rows;
        }

        private List<Section> sections(@Nullable Cursor cursor) {
            List<Section> sections = new ArrayList<>(Section.of(query));
            if (backward) {
                Collections.reverse(sections);
            }
            return cursor == null ? sections : sections.subList(sections.indexOf(cursor.section()), sections.size());
        }

        private List<Row> read(Section section, @Nullable Cursor from, int limit) {
            return switch (section.kind()) {
                case INVITATIONS ->
                    members
                            .findInvitations(
                                    organizationId, section.role(), query, from, backward, limit, viewpoint.now())
                            .stream()
                            .map(invitation ->
                                    new Row(section, query.sort(), key(invitation), viewpoint.view(invitation)))
                            .toList();
                case MEMBERS, MEMBERS_BY_NAME, MEMBERS_BY_ADDRESS ->
                    members.findMembers(organizationId, section, query, from, backward, limit).stream()
                            .map(membership -> new Row(
                                    section, query.sort(), key(section, membership), viewpoint.view(membership)))
                            .toList();
            };
        }

        private String key(Invitation invitation) {
            return query.sort() == Sort.CREATED_AT ? invitation.getCreatedAt().toString() : invitation.getEmailKey();
        }

        private String key(Section section, Membership membership) {
            return switch (section.order(query)) {
                case NAME, ROLE -> membership.getNameKey();
                case EMAIL -> membership.getEmailKey();
                case CREATED_AT -> membership.getCreatedAt().toString();
            };
        }
    }

    private record Row(Section section, Sort sort, String key, MemberView view) {

        Cursor cursor(boolean backward) {
            return new Cursor(section, sort, key, view.id(), backward);
        }
    }
}
