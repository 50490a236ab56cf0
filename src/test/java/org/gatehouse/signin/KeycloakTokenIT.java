package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Tokens;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bearer tokens as Keycloak issues them with the bundled realm. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class KeycloakTokenIT {

    @Test
    void anAccessTokenStandsForTheSameUserAsASignIn() throws Exception {
        var tokens = Tokens.of("alice");

        var me = Newcomer.bearer(tokens.access()).get("/api/auth/me");

        assertThat(me.text("/method")).isEqualTo("bearer");
        assertThat(me.text("/user/email")).isEqualTo("alice@example.com");
        assertThat(me.json().get("administrator").asBoolean())
                .as("the realm role gatehouse-admin")
                .isTrue();
        assertThat(me.text("/user/id"))
                .isEqualTo(new Answer(Api.signedInAs("alice").get("/api/auth/me")).text("/user/id"));
    }

    @Test
    void itsIdTokenAndItsRefreshTokenAreRefused() throws Exception {
        var tokens = Tokens.of("bob");

        assertThat(Newcomer.bearer(tokens.id()).get("/api/auth/me").status()).isEqualTo(401);
        assertThat(Newcomer.bearer(tokens.refresh()).get("/api/auth/me").status())
                .isEqualTo(401);
        assertThat(Newcomer.bearer(tokens.access())
                        .get("/api/auth/me")
                        .json()
                        .get("administrator")
                        .asBoolean())
                .isFalse();
    }
}
