package org.gatehouse.member;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatehouse.access.Role;
import org.gatehouse.testing.Junk;

class CursorPropertiesTest {

    @Property
    void aForgedCursorIsAPlaceInAListOrRefused(
            @ForAll("cursors") String forged, @ForAll Sort sort, @ForAll Role role, @ForAll MemberStatus status) {
        var query = new MemberQuery("", role, status, sort, forged, 50);

        Junk.accepted(() -> Cursor.decode(forged)).flatMap(place -> place).ifPresent(place -> {
            assertThat(Cursor.decode(place.encode())).contains(place);
            assertThat(place.value()).isNotNull();
            Junk.accepted(() -> place.requireIn(query))
                    .ifPresent(here -> assertThat(here.sort()).isEqualTo(sort));
        });
    }

    @Property
    void aPrefixAndALimitAreOnesThatADatabaseTakes(@ForAll("texts") String prefix, @ForAll int limit) {
        var query = new MemberQuery(prefix, null, null, Sort.NAME, null, limit);

        assertThat(query.prefix()).doesNotContainPattern("\\p{Cc}");
        assertThat(query.limit()).isBetween(1, 500);
    }

    @Provide
    Arbitrary<String> texts() {
        return Junk.text();
    }

    @Provide
    Arbitrary<String> cursors() {
        var parts = Arbitraries.oneOf(
                Arbitraries.of(
                        "MEMBERS",
                        "PENDING",
                        "name",
                        "created_at",
                        "email",
                        "role",
                        "owner",
                        "forward",
                        "backward",
                        ""),
                Arbitraries.of("2026-01-01T00:00:00Z", UUID.randomUUID().toString()),
                Junk.text());
        var right = Arbitraries.of(
                "MEMBERS\n\nname\n%s\nforward\n%s",
                "MEMBERS\nowner\nrole\n%s\nbackward\n%s", "INVITATIONS\n\ncreated_at\n%s\nforward\n%s");
        var nearly = Combinators.combine(right, Arbitraries.create(UUID::randomUUID), parts)
                .as((form, id, key) -> form.formatted(id, key));
        return Arbitraries.oneOf(nearly, parts.list().ofSize(6).map(six -> String.join("\n", six)))
                .map(text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8)));
    }
}
