package org.gatehouse.signin;

import org.gatehouse.problem.ForbiddenProblem;
import org.jspecify.annotations.Nullable;

/** A sign-in that came to nothing. The message is for the log; the sign-in page tells the {@link #reason()}. */
class SignInFailure extends RuntimeException {

    private final String reason;

    private SignInFailure(String reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The browser brought back no attempt that it began here: too old, used already, or somebody else's. */
    static SignInFailure unknownAttempt() {
        return new SignInFailure("expired", "no sign-in attempt of this state in this browser", null);
    }

    /** The provider said no, most often because the person did (RFC 6749, section 4.1.2.1). */
    static SignInFailure refused(String error) {
        return new SignInFailure(
                "access_denied".equals(error) ? "cancelled" : "provider",
                "the provider answered " + error.replaceAll("[^\\x20-\\x7e]", "?"),
                null);
    }

    static SignInFailure provider(String message) {
        return new SignInFailure("provider", "the provider " + message, null);
    }

    static SignInFailure provider(Throwable cause) {
        return new SignInFailure("provider", String.valueOf(cause.getMessage()), cause);
    }

    /** An administrator keeps them out. */
    static SignInFailure disabled(ForbiddenProblem refusal) {
        return new SignInFailure("disabled", refusal.detail(), null);
    }

    /** {@code expired}, {@code cancelled}, {@code disabled} or {@code provider}. */
    String reason() {
        return reason;
    }
}
