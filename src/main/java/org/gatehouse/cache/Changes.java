package org.gatehouse.cache;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.cache.Change.Kind;

/** What one transaction has changed, and how it is written to other nodes: {@code SESSION:id,USER:*}. */
final class Changes {

    /** More of a kind are told as all of it: looking them up again costs less than telling each. */
    private static final int MOST_OF_A_KIND = 100;

    private final Set<Change> changes = new LinkedHashSet<>();

    void add(Change change) {
        changes.add(change);
    }

    /** What has to be forgotten when nobody knows what has changed. */
    static Stream<Change> everything() {
        return Arrays.stream(Kind.values()).map(kind -> new Change(kind, null));
    }

    static Stream<Change> read(String text) {
        return text.isEmpty()
                ? Stream.empty()
                : Arrays.stream(text.split(",", -1)).map(Changes::readOne);
    }

    String write() {
        return Arrays.stream(Kind.values())
                .flatMap(this::folded)
                .map(Changes::writeOne)
                .collect(joining(","));
    }

    private Stream<Change> folded(Kind kind) {
        boolean all = changes.stream().filter(change -> change.isOf(kind)).count() > MOST_OF_A_KIND;
        return all ? Stream.of(new Change(kind, null)) : changes.stream().filter(change -> change.isOf(kind));
    }

    private static String writeOne(Change change) {
        return change.kind() + ":" + Objects.requireNonNullElse(change.id(), "*");
    }

    private static Change readOne(String text) {
        String[] parts = text.split(":", 2);
        return new Change(Kind.valueOf(parts[0]), parts[1].equals("*") ? null : UUID.fromString(parts[1]));
    }
}
