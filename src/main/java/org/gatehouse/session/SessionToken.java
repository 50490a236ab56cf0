package org.gatehouse.session;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.settings.Settings;

/** The JWT in the session cookie. It says only which session it stands for, in {@code sid}. */
@ApplicationScoped
public class SessionToken {

    private static final String PURPOSE = "session";
    private static final String SESSION_ID = "sid";

    @Inject
    SigningKeys keys;

    @Inject
    Settings settings;

    public String issue(UserSession session) {
        return keys.sign(PURPOSE, Map.of(SESSION_ID, session.getId().toString()), settings.sessionLifetime());
    }

    /** The id of the session a token stands for; empty for one that is forged, expired or malformed. */
    Optional<UUID> read(String token) {
        return keys.recall(PURPOSE, token).map(SessionToken::sessionId);
    }

    private static UUID sessionId(JWTClaimsSet claims) {
        return UUID.fromString(String.valueOf(claims.getClaim(SESSION_ID)));
    }
}
