package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import org.junit.jupiter.api.Test;

class EndSessionTest {
    private static final URI HOME = URI.create("https://gate.example.com/login?a=b&c");

    private static final String TOKEN = token("https://sso.example.com", "ann");

    @Test
    void whatAnotherIssuerSaidIsNotPassedOn() {
        var end = EndSession.of(
                        metadata("https://sso.example.com")
                                .add("end_session_endpoint", "https://sso.example.com/logout")
                                .build(),
                        "gatehouse",
                        token("https://before.example.com", "ann"),
                        HOME)
                .orElseThrow();

        assertThat(end.address().toString()).doesNotContain("id_token_hint");
    }

    @Test
    void anAnnouncedEndpointIsToldWhoLeavesAndWhereTo() {
        var end = EndSession.of(
                        metadata("https://sso.example.com")
                                .add("end_session_endpoint", "https://sso.example.com/logout?p=policy")
                                .build(),
                        "gate house",
                        TOKEN,
                        HOME)
                .orElseThrow();

        assertThat(end.state()).hasSizeGreaterThan(20);
        assertThat(end.address())
                .hasToString("https://sso.example.com/logout?p=policy&client_id=gate+house"
                        + "&post_logout_redirect_uri=https%3A%2F%2Fgate.example.com%2Flogin%3Fa%3Db%26c&state="
                        + end.state() + "&id_token_hint=" + TOKEN);
    }

    @Test
    void aHintTooLongForAnAddressIsLeftOut() {
        var end = EndSession.of(
                        metadata("https://sso.example.com")
                                .add("end_session_endpoint", "https://sso.example.com/logout")
                                .build(),
                        "gatehouse",
                        token("https://sso.example.com", "x".repeat(10_000)),
                        HOME)
                .orElseThrow();

        assertThat(end.address().toString()).hasSizeLessThan(500).contains("client_id=gatehouse");
    }

    @Test
    void auth0HasAnAddressOfItsOwnWhateverItsDomain() {
        var end = EndSession.of(metadata("https://login.example.com/").build(), "abc", TOKEN, HOME)
                .orElseThrow();

        assertThat(end.state()).isNull();
        assertThat(end.address())
                .hasToString("https://login.example.com/v2/logout?client_id=abc"
                        + "&returnTo=https%3A%2F%2Fgate.example.com%2Flogin%3Fa%3Db%26c");
    }

    @Test
    void googleHasNone() {
        var google = Json.createObjectBuilder()
                .add("issuer", "https://accounts.google.com")
                .add("authorization_endpoint", "https://accounts.google.com/o/oauth2/v2/auth")
                .add("token_endpoint", "https://oauth2.googleapis.com/token")
                .build();

        assertThat(EndSession.of(google, "abc", TOKEN, HOME)).isEmpty();
    }

    /** With the endpoints that Auth0 has. */
    private static JsonObjectBuilder metadata(String issuer) {
        return Json.createObjectBuilder()
                .add("issuer", issuer)
                .add("authorization_endpoint", issuer + "authorize")
                .add("token_endpoint", issuer + "oauth/token");
    }

    private static String token(String issuer, String subject) {
        return new PlainJWT(new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject(subject)
                        .build())
                .serialize();
    }
}
