package org.gatehouse.ratelimit;

import org.gatehouse.settings.Setting;

/** What may be done only so often, each with the setting that says how many times a minute. */
public enum Limited {
    /** Going to the provider, by client address. */
    SIGN_IN(Setting.RATE_LIMIT_SIGN_INS, "There were too many sign-ins from your network."),
    /** Coming back from there, by client address. */
    CALLBACK(Setting.RATE_LIMIT_SIGN_INS, "There were too many sign-ins from your network."),
    /** Bringing a token, a key or a password that does not hold, by client address. */
    FAILURE(Setting.RATE_LIMIT_FAILURES, "Too many tokens, keys or passwords from your network did not hold."),
    /** Having a mail sent, by caller. */
    INVITATION(
            Setting.RATE_LIMIT_INVITATIONS, "You have sent too many invitations at once. An import takes thousands.");

    private final Setting setting;
    private final String sentence;

    Limited(Setting setting, String sentence) {
        this.setting = setting;
        this.sentence = sentence;
    }

    Setting setting() {
        return setting;
    }

    String sentence() {
        return sentence;
    }
}
