package org.gatehouse.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SignedInRepositoryTest {
    private static final String ISSUER = "https://provider.example.com";
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final String LATER = "2026-02-01 00:00:00+00";
    private static final String EARLIER = "2026-01-10 00:00:00+00";

    @Parameter
    TestDatabase database;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void aRoundComesOnceToEverybodyWhoIsSignedIn() {
        database.run(em -> {
            var signedIn = new ArrayList<String>();
            for (var name : List.of("ann", "bea", "cid", "dan", "eve")) {
                var user = new Rows(em).user(name);
                session(em, user, LATER, "null");
                session(em, user, LATER, "null");
                signedIn.add(user.toString());
            }
            session(em, new Rows(em).user("expired"), EARLIER, "null");
            session(em, new Rows(em).user("ended"), LATER, "timestamp with time zone '" + EARLIER + "'");
            new Rows(em).user("never");

            var round = new ArrayList<String>();
            var repository = Injection.into(new SignedInRepository(), em);
            for (var last = ""; last != null; last = round.size() % 2 == 0 ? round.get(round.size() - 1) : null) {
                round.addAll(repository.listAfter(last, ISSUER, NOW, 2));
            }

            assertThat(round).containsExactlyInAnyOrderElementsOf(signedIn);
            assertThat(repository.listAfter("", "https://other.example.com", NOW, 9))
                    .isEmpty();
        });
    }

    @Test
    void onlyWhoIsSignedInIsPickedFromAList() {
        database.run(em -> {
            var ann = new Rows(em).user("ann");
            session(em, ann, LATER, "null");
            var away = new Rows(em).user("away");

            var repository = Injection.into(new SignedInRepository(), em);
            assertThat(repository.listAmong(List.of(ann.toString(), away.toString(), "stranger"), ISSUER, NOW))
                    .containsExactly(ann.toString());
            assertThat(repository.listAmong(List.of(), ISSUER, NOW)).isEmpty();
        });
    }

    private static void session(EntityManager em, UUID user, String expiry, String ended) {
        em.createNativeQuery("""
                        insert into user_session (id, user_id, created_at, last_seen_at, expires_at, ended_at)
                        values ('%s', '%s', timestamp with time zone '2026-01-01 00:00:00+00',
                          timestamp with time zone '2026-01-01 00:00:00+00', timestamp with time zone '%s', %s)""".formatted(UUID.randomUUID(), user, expiry, ended))
                .executeUpdate();
    }
}
