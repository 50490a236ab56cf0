package org.gatehouse.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.session.SessionCookie;
import org.gatehouse.user.KnownUsers;
import org.gatehouse.user.User;

/**
 * What a way in of one's own tells Gatehouse: who makes this request, or who signs in. Whoever comes for the first time is
 * made known, with invitations and an organization of their own, as by a sign-in at the provider.
 */
@ApplicationScoped
public class CustomSignIn {

    private static final int MOST_RECOGNIZED = 10_000;
    /** What has changed, and a new invitation, are seen after this time; that somebody is disabled, at once. */
    private static final Duration RECOGNIZED = Duration.ofMinutes(1);

    private final Cache<CustomIdentity, UUID> recognized = Caffeine.newBuilder()
            .maximumSize(MOST_RECOGNIZED)
            .expireAfterWrite(RECOGNIZED)
            .build();

    @Inject
    SignInService signIns;

    @Inject
    KnownUsers users;

    @Inject
    SessionCookie cookie;

    @Inject
    Caller caller;

    /**
     * This request is theirs, by what came with it; for a {@link RequestAuthenticator} to return.
     *
     * @throws ForbiddenProblem if an administrator has disabled them
     */
    public AuthenticationStatus accept(CustomIdentity identity, HttpMessageContext message) {
        Person person = findRecognized(identity).orElseGet(() -> recognize(identity));
        caller.byCustom(person);
        return message.notifyContainerAboutLogin(new CallerPrincipal(person.id().toString()), Set.of());
    }

    /**
     * They have signed in: a session begins in this browser.
     *
     * @throws ForbiddenProblem if an administrator has disabled them
     */
    public void begin(CustomIdentity identity, HttpServletRequest request, HttpServletResponse response) {
        cookie.set(response, signIns.signIn(identity.toIdentity(), null, cookie.read(request)));
    }

    private Optional<Person> findRecognized(CustomIdentity identity) {
        return Optional.ofNullable(recognized.getIfPresent(identity))
                .flatMap(users::find)
                .map(user -> {
                    user.requireEnabled();
                    return user.toPerson();
                });
    }

    private Person recognize(CustomIdentity identity) {
        User user = signIns.recognize(identity.toIdentity());
        recognized.put(identity, user.getId());
        return user.toPerson();
    }
}
