package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.access.Role;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.app.SomeApp;
import org.gatehouse.guard.Visitor.Group;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.SettableClock;
import org.junit.jupiter.api.Test;

class AssertionsTest {
    private static final GuardedApp APP = SomeApp.at("sales.example.com/", SomeApp.policy("public"));
    private static final Visitor ALICE =
            new Visitor("7b3a1e0c", "alice@example.com", "Alice Liddell", List.of(group("acme", Role.EDITOR)));

    private final SettableClock clock = new SettableClock();
    private final Keys keys = new Keys();
    private final Assertions assertions = Injection.into(
            new Assertions(), keys, new GivenSettings(Setting.PUBLIC_URL, "https://gate.example.com/").read(), clock);

    @Test
    void itSaysWhoComesToWhichApplicationForAMinute() throws Exception {
        var assertion = SignedJWT.parse(of(APP, ALICE));
        var claims = assertion.getJWTClaimsSet();

        assertThat(assertion.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(assertion.getHeader().getKeyID()).isEqualTo(keys.pair.getKeyID());
        assertThat(assertion.verify(new RSASSAVerifier(keys.pair.toPublicJWK().toRSAKey())))
                .isTrue();
        assertThat(claims.getIssuer()).isEqualTo("https://gate.example.com");
        assertThat(claims.getAudience()).containsExactly(APP.getId().toString());
        assertThat(claims.getSubject()).isEqualTo("7b3a1e0c");
        assertThat(claims.getStringClaim("email")).isEqualTo("alice@example.com");
        assertThat(claims.getStringClaim("name")).isEqualTo("Alice Liddell");
        assertThat(claims.getStringListClaim("groups")).containsExactly("acme:editor");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void oneServesForHalfAMinute() {
        var first = of(APP, ALICE);

        clock.pass(Duration.ofSeconds(29));
        assertThat(of(APP, ALICE)).isEqualTo(first);
        clock.pass(Duration.ofSeconds(1));
        assertThat(of(APP, ALICE)).isNotEqualTo(first);
    }

    @Test
    void anotherApplicationAndAnotherRoleGetOneOfTheirOwnAtOnce() throws Exception {
        var first = of(APP, ALICE);
        var promoted = new Visitor(ALICE.id(), ALICE.email(), ALICE.name(), List.of(group("acme", Role.OWNER)));

        assertThat(of(SomeApp.at("other.example.com/", SomeApp.policy("public")), ALICE))
                .isNotEqualTo(first);
        assertThat(SignedJWT.parse(of(APP, promoted)).getJWTClaimsSet().getStringListClaim("groups"))
                .containsExactly("acme:owner");
    }

    @Test
    void anAddressThatNobodyVouchesForIsNotInIt() throws Exception {
        var claims =
                SignedJWT.parse(of(APP, new Visitor("1", "", "Bob", List.of()))).getJWTClaimsSet();

        assertThat(claims.getClaims()).doesNotContainKey("email");
    }

    @Test
    void whoBelongsToAHundredOrganizationsHasAHeadThatProxiesTake() {
        var groups = IntStream.range(0, 100)
                .mapToObj(i -> group("x".repeat(60) + i, Role.VIEWER))
                .toList();

        assertThat(of(APP, new Visitor("1", "a@example.com", "Bob", groups))).hasSizeLessThan(4_000);
    }

    @Test
    void thereIsNoneForNobodyAndNoneWithoutAnIssuer() {
        assertThat(assertions.of(
                        new Judgement(Decision.ALLOWED, Optional.of(APP), Optional.empty(), Optional.empty(), "")))
                .isEmpty();
        var unnamed = Injection.into(new Assertions(), keys, new GivenSettings().read(), clock);
        assertThat(unnamed.of(
                        new Judgement(Decision.ALLOWED, Optional.of(APP), Optional.empty(), Optional.of(ALICE), "")))
                .isEmpty();
    }

    @Test
    void aNewPairIsTakenUpWithinTenMinutes() throws Exception {
        of(APP, ALICE);
        var next = keys.replace();

        clock.pass(Duration.ofMinutes(10).plusSeconds(1));

        assertThat(SignedJWT.parse(of(APP, ALICE)).getHeader().getKeyID()).isEqualTo(next);
    }

    private String of(GuardedApp app, Visitor visitor) {
        return assertions.of(
                new Judgement(Decision.ALLOWED, Optional.of(app), Optional.empty(), Optional.of(visitor), ""));
    }

    private static Group group(String slug, Role role) {
        return new Group(UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8)), slug, role);
    }

    /** Pairs without a database. */
    private static final class Keys extends AssertionKeyService {
        private RSAKey pair = generated();

        @Override
        public RSAKey current() {
            return pair;
        }

        String replace() {
            pair = generated();
            return pair.getKeyID();
        }

        private static RSAKey generated() {
            try {
                return new RSAKeyGenerator(2048)
                        .keyID(UUID.randomUUID().toString())
                        .generate();
            } catch (JOSEException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }
}
