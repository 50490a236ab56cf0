package org.gatehouse.signin;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.problem.ForbiddenProblem;
import org.jspecify.annotations.Nullable;

/** A sign-in that came to nothing. The message is for the log; the sign-in page tells the {@link #reason()}. */
class SignInFailure extends IllegalStateException {

    private final Reason reason;

    private SignInFailure(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The browser brought back no attempt that it began here: too old, used already, or somebody else's. */
    static SignInFailure unknownAttempt() {
        return new SignInFailure(Reason.EXPIRED, "no sign-in attempt of this state in this browser", null);
    }

    /** The provider said no, most often because the person did (RFC 6749, section 4.1.2.1). */
    static SignInFailure refused(String error) {
        return new SignInFailure(
                "access_denied".equals(error) ? Reason.CANCELLED : Reason.PROVIDER,
                "the provider answered " + error.replaceAll("[^\\x20-\\x7e]", "?"),
                null);
    }

    /** It does not know us by the credentials that are set. */
    static SignInFailure client(String error) {
        return setUp("OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is not what the provider has, or it wants another"
                + " OIDC_CLIENT_AUTHENTICATION: it answered " + error);
    }

    /** Only whoever runs this Gatehouse can mend it. */
    static SignInFailure setUp(String message) {
        return new SignInFailure(Reason.SETUP, message, null);
    }

    static SignInFailure clock(String message) {
        return new SignInFailure(Reason.CLOCK, "the provider " + message, null);
    }

    static SignInFailure unreachable(Throwable cause) {
        return new SignInFailure(Reason.UNREACHABLE, "the provider does not answer: " + cause, cause);
    }

    /** It is there, and does not work. */
    static SignInFailure unreachable(String message) {
        return new SignInFailure(Reason.UNREACHABLE, "the provider " + message, null);
    }

    static SignInFailure provider(String message) {
        return new SignInFailure(Reason.PROVIDER, "the provider " + message, null);
    }

    /** What Soteria, or the client of the provider, threw. */
    static SignInFailure provider(Throwable thrown) {
        return causes(thrown, SignInFailure.class)
                .or(() -> causes(thrown, IOException.class).map(SignInFailure::unreachable))
                .orElseGet(() -> new SignInFailure(Reason.PROVIDER, String.valueOf(thrown.getMessage()), thrown));
    }

    /** An administrator keeps them out. */
    static SignInFailure disabled(ForbiddenProblem refusal) {
        return new SignInFailure(Reason.DISABLED, refusal.detail(), null);
    }

    Reason reason() {
        return reason;
    }

    private static <T extends Throwable> Optional<T> causes(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** What the sign-in page tells apart. */
    enum Reason {
        /** A shared token that does not hold. */
        TOKEN,
        EXPIRED,
        CANCELLED,
        DISABLED,
        UNREACHABLE,
        CLOCK,
        SETUP,
        PROVIDER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
