package org.gatehouse.session;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The provider's own session behind one of ours: what it calls it, in the claim {@code sid} of its tokens. */
public final class ProviderSession {

    /** An id that is kept. The provider may make up what it likes; nobody is known to use more. */
    private static final Pattern ID = Pattern.compile("[ -~]{1,255}");

    private ProviderSession() {}

    /** The id that an ID token names; null if it names none. */
    static @Nullable String idIn(String idToken) {
        try {
            return Optional.ofNullable(JWTParser.parse(idToken).getJWTClaimsSet())
                    .flatMap(claims -> id(claims.getClaim("sid")))
                    .orElse(null);
        } catch (ParseException noToken) {
            return null;
        }
    }

    /** A claim as an id; empty if it is none that is kept. */
    public static Optional<String> id(@Nullable Object claim) {
        return claim instanceof String id && ID.matcher(id).matches() ? Optional.of(id) : Optional.empty();
    }
}
