package org.gatehouse.sharedtoken;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Secret;
import org.gatehouse.problem.TooManyRequestsProblem;
import org.gatehouse.ratelimit.Limited;
import org.gatehouse.ratelimit.RateLimits;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/** The instance's shared token: whoever has it runs this Gatehouse. Made at start, as {@code SHARED_TOKEN} says. */
@ApplicationScoped
public class InstanceToken {

    private static final String IDENTITY = "instance";

    @Inject
    Settings settings;

    @Inject
    RateLimits limits;

    private @Nullable SharedToken token;

    @PostConstruct
    void make() {
        token = switch (settings.sharedToken()) {
            case RANDOM -> token(Secret.random().value(), false);
            case DETERMINISTIC -> token(derived(), false);
            case PASSWORD -> token(settings.sharedTokenPassword().orElseThrow(), true);
            case OFF -> null;
        };
    }

    public boolean isOn() {
        return token != null;
    }

    /** Whether this is the id of the token in force: what was begun with another one has ended. */
    public boolean isInForce(UUID id) {
        return token != null && token.id().equals(id);
    }

    /**
     * Whether somebody has put the token where others may see it. A token that we made is known; a password is not looked at, lest
     * this be the way to find it out.
     *
     * @param likely whether a password would be given there
     */
    public boolean mayBe(String given, boolean likely) {
        return token != null && (token.guessable() ? likely : token.is(given));
    }

    /**
     * Lets in who has the token. A token that we made is looked at first, so that no neighbour can keep its holder out;
     * who brings a password is counted first, so that nobody finds it out by trying.
     *
     * @param address of the client
     * @return the token's id
     * @throws WrongSharedTokenProblem if it is not the token, or there is none
     * @throws TooManyRequestsProblem if too many from there were wrong
     */
    public UUID require(String given, String address) {
        if (token != null && !token.guessable() && token.is(given)) {
            return token.id();
        }
        limits.count(Limited.FAILURE, address);
        if (token == null || !token.is(given)) {
            throw new WrongSharedTokenProblem();
        }
        limits.giveBack(Limited.FAILURE, address);
        return token.id();
    }

    /** The token, for the address that the log shows at start; empty for a password, which its owner knows. */
    Optional<String> shown() {
        return Optional.ofNullable(token)
                .filter(made -> !made.guessable())
                .map(made -> made.secret().value());
    }

    /** Sessions outlast this process only where the key that signs their cookies does; so does the token's id. */
    private SharedToken token(String text, boolean guessable) {
        Secret key = settings.secretKey().map(Secret::new).orElseGet(Secret::random);
        return SharedToken.of(text, guessable, key);
    }

    private String derived() {
        return DeterministicToken.of(
                        new Secret(settings.secretKey().orElseThrow()),
                        IDENTITY,
                        settings.sharedTokenVersion(),
                        settings.sharedTokenVersionFile())
                .value();
    }
}
