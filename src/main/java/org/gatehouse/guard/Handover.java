package org.gatehouse.guard;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Map;
import java.util.UUID;

/**
 * A session that goes over from Gatehouse to an application's host.
 *
 * @param id which one: each counts once
 * @param app where to
 * @param session which one
 * @param state hash of what the browser has to bring, so that nobody comes in by another's code
 * @param next path and query to go on to
 */
record Handover(String id, UUID app, UUID session, String state, String next) {

    static Handover of(JWTClaimsSet claims) {
        return new Handover(
                text(claims, "jti"),
                UUID.fromString(text(claims, "app")),
                UUID.fromString(text(claims, "sid")),
                text(claims, "state"),
                text(claims, "next"));
    }

    Map<String, String> toClaims() {
        return Map.of("jti", id, "app", app.toString(), "sid", session.toString(), "state", state, "next", next);
    }

    private static String text(JWTClaimsSet claims, String name) {
        return String.valueOf(claims.getClaim(name));
    }
}
