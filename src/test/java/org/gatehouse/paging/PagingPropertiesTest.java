package org.gatehouse.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.gatehouse.testing.Junk;

class PagingPropertiesTest {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    @Property
    void aLimitIsANumberOfRowsOrRefused(@ForAll int number) {
        var limit = Junk.accepted(() -> Paging.limit(String.valueOf(number)));

        assertThat(limit.isPresent()).isEqualTo(number >= 1 && number <= 500);
    }

    @Property
    void aForgedLimitIsANumberOfRowsOrRefused(@ForAll("texts") String limit) {
        Junk.accepted(() -> Paging.limit(limit))
                .ifPresent(rows -> assertThat(rows).isBetween(1, 500));
    }

    @Property
    void aCursorGivesItsPartsBack(@ForAll("ids") List<String> ids, @ForAll("texts") String key) {
        var parts = new ArrayList<>(ids);
        parts.add(new String(key.getBytes(UTF_8), UTF_8).replace("\0", ""));

        assertThat(Paging.parts(Paging.cursor(parts.toArray(String[]::new)), parts.size()))
                .isEqualTo(parts);
    }

    @Property
    void aForgedCursorHasAllItsPartsOrIsRefused(
            @ForAll("cursors") String cursor, @ForAll @IntRange(min = 1, max = 6) int count) {
        Junk.accepted(() -> Paging.parts(cursor, count))
                .ifPresent(parts -> assertThat(parts).hasSize(count).noneMatch(part -> part.contains("\0")));
    }

    @Property
    void aForgedTimeIsOneThatDatabasesKnowOrRefused(@ForAll("times") String time) {
        Junk.accepted(() -> Paging.time(time))
                .ifPresent(instant -> assertThat(instant).isBetween(Instant.EPOCH, LATEST));
    }

    @Property
    void aForgedIdIsAnIdOrRefused(@ForAll("texts") String id) {
        assertThat(Junk.accepted(() -> Paging.id(id)).isPresent()).isEqualTo(isId(id));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(Junk.text(), Junk.of("0", "7", "500", "501", "-", "٣", "1-1-1-1-1"));
    }

    @Provide
    Arbitrary<List<String>> ids() {
        return Arbitraries.create(UUID::randomUUID).map(UUID::toString).list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> cursors() {
        var encoded = Junk.of("MEMBERS", "\n", "name", "\0", "0b5e0000-0000-4000-8000-000000000001")
                .map(text -> Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8)));
        return Arbitraries.oneOf(Junk.text(), encoded, encoded.map(cursor -> cursor.substring(cursor.length() / 2)));
    }

    @Provide
    Arbitrary<String> times() {
        var years = Arbitraries.integers().map(year -> (year > 9_999 ? "+" : "") + year + "-01-01T00:00:00Z");
        var seconds = Arbitraries.longs()
                .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
                .map(second -> Instant.ofEpochSecond(second).toString());
        return Arbitraries.oneOf(Junk.text(), years, seconds);
    }

    private static boolean isId(String text) {
        try {
            return !UUID.fromString(text).toString().isEmpty();
        } catch (IllegalArgumentException notAnId) {
            return false;
        }
    }
}
