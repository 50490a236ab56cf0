package org.gatehouse.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.access.Role;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Rows;
import org.gatehouse.user.Identity;
import org.gatehouse.user.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AdoptionRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final String ISSUER = "https://sso.example.com/realms/team";

    @Parameter
    TestDatabase database;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void hundredsJoinAtOnceAndNobodyTwice() {
        database.run(em -> {
            var rows = new Rows(em);
            var adoptions = new AdoptionRepository();
            adoptions.em = em;
            var acme = rows.organization("acme");
            var people = Stream.concat(
                            IntStream.range(0, 499).mapToObj(AdoptionRepositoryTest::person),
                            Stream.of(new Identity(ISSUER, "nameless", null, false, null, false)))
                    .toList();
            var subjects = people.stream().map(Identity::subject).toList();

            for (var joined : List.of(500, 0)) {
                adoptions.addUsers(people, NOW);
                var users = adoptions.findUsers(ISSUER, subjects);
                assertThat(users).hasSize(500);
                assertThat(adoptions.addMembers(acme, users, Role.VIEWER, NOW)).isEqualTo(joined);
            }

            assertThat(rows.count("app_user")).isEqualTo(500);
            assertThat(rows.count("membership where role = 'viewer'")).isEqualTo(500);
            assertThat(adoptions.findUsers(ISSUER, List.of("subject-7")))
                    .extracting(User::getName, User::getEmailKey)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("Pérson 7", "person7@example.com"));
            assertThat(rows.count("membership where name_key = 'person 7' and email = 'Person7@example.com'"))
                    .isOne();
            assertThat(rows.count("membership where name = 'Somebody' and email is null and email_key = ''"))
                    .isOne();
        });
    }

    private static Identity person(int number) {
        return new Identity(
                ISSUER, "subject-" + number, "Person" + number + "@example.com", true, "Pérson " + number, false);
    }
}
