package org.gatehouse.member;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.member.Section.Kind;
import org.gatehouse.paging.Paging;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/**
 * A place in the list: between two rows, seen from one of them.
 *
 * @param key the row's sort key
 * @param backward whether to read towards the beginning
 */
record Cursor(Section section, Sort sort, String key, UUID id, boolean backward) {

    /** @throws InvalidProblem if the key is none of that order */
    Cursor {
        if (sort == Sort.CREATED_AT) {
            Paging.time(key);
        }
    }

    String encode() {
        String role = section.role() == null ? "" : section.role().word();
        return Paging.cursor(
                section.kind().name(), role, sort.word(), id.toString(), backward ? "backward" : "forward", key);
    }

    /** @throws InvalidProblem if {@link #encode()} did not make it */
    static Optional<Cursor> decode(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = Paging.parts(encoded, 6);
        try {
            if (parts.get(4).matches("forward|backward")) {
                return Optional.of(new Cursor(
                        new Section(Kind.valueOf(parts.get(0)), parts.get(1).isEmpty() ? null : Role.of(parts.get(1))),
                        Sort.of(parts.get(2)),
                        parts.get(5),
                        Paging.id(parts.get(3)),
                        parts.get(4).equals("backward")));
            }
        } catch (IllegalArgumentException | InvalidProblem forged) {
            // reported below
        }
        throw Paging.invalidCursor();
    }

    /** @throws InvalidProblem if it is a place in a list with another order or other sections */
    Cursor requireIn(MemberQuery query) {
        if (sort != query.sort() || !Section.of(query).contains(section)) {
            throw Paging.invalidCursor();
        }
        return this;
    }

    /** The sort key as the database compares it, past JPA, which would turn an instant into that itself. */
    Object value() {
        return sort == Sort.CREATED_AT ? Paging.time(key).atOffset(ZoneOffset.UTC) : key;
    }
}
