package org.gatehouse.member;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/**
 * A place in the list: between two rows, seen from one of them. The list has two sections, the invitations first, each
 * in the order of its key and id.
 *
 * @param key the row's sort key
 * @param backward whether to read towards the beginning
 */
record Cursor(Section section, String key, UUID id, boolean backward) {

    enum Section {
        INVITATIONS,
        MEMBERS
    }

    private static final String SEPARATOR = "\n";

    /** For an address: opaque, and worth nothing to whom it was not given, since it holds only what they saw. */
    String encode() {
        String text = String.join(SEPARATOR, section.name(), id.toString(), backward ? "b" : "f", key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws InvalidProblem if it was not made by {@link #encode()} */
    static Optional<Cursor> decode(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            String[] parts = text.split(SEPARATOR, 4);
            if (parts.length == 4 && parts[2].matches("[bf]") && text.indexOf('\0') < 0) {
                return Optional.of(new Cursor(
                        Section.valueOf(parts[0]), parts[3], UUID.fromString(parts[1]), parts[2].equals("b")));
            }
        } catch (IllegalArgumentException forged) {
            // reported below
        }
        throw new InvalidProblem("cursor", "This page address is not valid. Start from the first page.");
    }
}
