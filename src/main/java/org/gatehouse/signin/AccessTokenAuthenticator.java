package org.gatehouse.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.Secret;
import org.gatehouse.settings.Settings;
import org.gatehouse.user.Identity;
import org.gatehouse.user.KnownUsers;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/**
 * Takes an access token of the provider as a bearer token. A token that comes for the first time makes its user known, as a
 * sign-in does; from then on it is recognized, until it expires, by its hash.
 */
@ApplicationScoped
@Priority(300)
public class AccessTokenAuthenticator implements RequestAuthenticator {

    private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private static final int MOST_RECOGNIZED = 10_000;

    private final Cache<String, Recognized> recognized =
            Caffeine.newBuilder().maximumSize(MOST_RECOGNIZED).build();

    @Inject
    Settings settings;

    @Inject
    AccessTokens tokens;

    @Inject
    SignInService signIns;

    @Inject
    KnownUsers users;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Override
    public Optional<AuthenticationStatus> authenticate(HttpMessageContext message) {
        return BearerToken.read(message.getRequest())
                .filter(token -> settings.openIdClient().isPresent()
                        && JWT.matcher(token).matches())
                .map(token -> accept(token, message));
    }

    private AuthenticationStatus accept(String token, HttpMessageContext message) {
        String hash = new Secret(token).hash();
        Person person = findRecognized(hash).orElseGet(() -> recognize(token, hash));
        caller.byBearer(person);
        return message.notifyContainerAboutLogin(new CallerPrincipal(person.id().toString()), Set.of());
    }

    private Optional<Person> findRecognized(String hash) {
        return Optional.ofNullable(recognized.getIfPresent(hash))
                .filter(known -> clock.instant().isBefore(known.expiresAt()))
                .flatMap(known -> users.find(known.userId()).map(user -> {
                    user.requireEnabled();
                    return user.toPerson(known.administrator());
                }));
    }

    private Person recognize(String token, String hash) {
        JWTClaimsSet claims = tokens.verify(token);
        boolean administrator = groups(claims).contains(Identity.ADMINISTRATOR);
        Identity identity = new Identity(
                claims.getIssuer(),
                claims.getSubject(),
                text(claims, "email"),
                Boolean.TRUE.equals(claims.getClaim("email_verified")),
                text(claims, "name"),
                administrator);
        User user = signIns.findSettled(identity).orElseGet(() -> signIns.recognize(identity));
        recognized.put(
                hash,
                new Recognized(
                        user.getId(), administrator, claims.getExpirationTime().toInstant()));
        return user.toPerson(administrator);
    }

    /** The claim of that name (MicroProfile JWT 2.1, section "groups"): none where it is not a list of words. */
    private static List<String> groups(JWTClaimsSet claims) {
        try {
            return Optional.ofNullable(claims.getStringListClaim("groups")).orElse(List.of());
        } catch (ParseException notAList) {
            return List.of();
        }
    }

    private static @Nullable String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String words ? words : null;
    }

    private record Recognized(UUID userId, boolean administrator, Instant expiresAt) {}
}
