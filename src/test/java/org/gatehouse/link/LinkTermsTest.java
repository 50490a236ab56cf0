package org.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gatehouse.access.Role;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.InvalidProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTermsTest {

    private static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");

    @Test
    void whatIsNotGivenIsAWeekAndEveryDomain() {
        LinkTerms terms = LinkTerms.parse("viewer", Optional.of(1), Optional.empty(), List.of(), NOW);

        assertThat(terms).isEqualTo(new LinkTerms(Role.VIEWER, 1, NOW.plus(Duration.ofDays(7)), List.of()));
    }

    @Test
    void theLargestIsTaken() {
        Instant latest = NOW.plus(Duration.ofDays(365));

        LinkTerms terms = LinkTerms.parse("editor", Optional.of(10_000), Optional.of(latest), domains(20), NOW);

        assertThat(terms).isEqualTo(new LinkTerms(Role.EDITOR, 10_000, latest, domains(20)));
    }

    @Test
    void anExpiryIsKeptToTheMillisecondAsDatabasesDo() {
        LinkTerms terms =
                LinkTerms.parse("viewer", Optional.of(1), Optional.of(NOW.plusNanos(5_999_999)), List.of(), NOW);

        assertThat(terms.expiresAt()).isEqualTo(NOW.plusMillis(5));
        assertThat(refused("viewer", 1, NOW.plusNanos(999_999), List.of())).containsExactly("expires_at");
    }

    @Test
    void aDomainIsComparedInLowerCaseAndAsciiAndCountsOnce() {
        List<String> typed = List.of(" Example.COM ", "@example.com", "MÜNCHEN.example", "xn--mnchen-3ya.example");

        assertThat(LinkTerms.parse("viewer", Optional.of(1), Optional.empty(), typed, NOW)
                        .domains())
                .containsExactly("example.com", "xn--mnchen-3ya.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "owner", "boss", "", "Viewer"})
    void aLinkMakesNothingAboveAnEditor(String role) {
        assertThat(refused(role, 1, NOW.plusSeconds(1), List.of())).containsExactly("role");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void theUsesAreOneToTenThousand(int uses) {
        assertThat(refused("viewer", uses, NOW.plusSeconds(1), List.of())).containsExactly("max_uses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-03T10:00:00Z",
                "2020-01-01T00:00:00Z",
                "2027-05-03T10:00:00.001Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void theExpiryIsWithinAYear(Instant expiry) {
        assertThat(refused("viewer", 1, expiry, List.of())).containsExactly("expires_at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "example",
                "a@example.com",
                "exam ple.com",
                "example..com",
                ".example.com",
                "*.example.com",
                "example.com\r\nexample.org",
                "straße.example"
            })
    void whatIsNoDomainIsRefused(String domain) {
        assertThat(refused("viewer", 1, NOW.plusSeconds(1), List.of("example.org", domain)))
                .containsExactly("domains");
    }

    @Test
    void tooManyOrTooLongDomainsAreRefused() {
        Instant expiry = NOW.plusSeconds(1);

        assertThat(refused("viewer", 1, expiry, domains(21))).containsExactly("domains");
        assertThat(refused("viewer", 1, expiry, List.of("a.".repeat(126) + "com")))
                .containsExactly("domains");
    }

    @Test
    void everyBadValueIsNamedAtOnce() {
        assertThatThrownBy(() -> LinkTerms.parse("", Optional.empty(), Optional.of(NOW), List.of("nowhere"), NOW))
                .isInstanceOfSatisfying(
                        InvalidProblem.class,
                        problem -> assertThat(problem.errors())
                                .extracting(FieldError::field)
                                .containsExactly("role", "max_uses", "expires_at", "domains"));
    }

    private static List<String> refused(String role, int uses, Instant expiry, List<String> domains) {
        try {
            return List.of("nothing: " + LinkTerms.parse(role, Optional.of(uses), Optional.of(expiry), domains, NOW));
        } catch (InvalidProblem problem) {
            return problem.errors().stream().map(FieldError::field).toList();
        }
    }

    private static List<String> domains(int number) {
        return IntStream.range(0, number).mapToObj("d%d.example.com"::formatted).toList();
    }
}
