package org.gatehouse.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.cache.Cached;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.ChangeListener;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/**
 * One person at one OpenID Provider: issuer and subject change only where everybody moves to another issuer, the rest is
 * refreshed at each sign-in.
 */
@Entity
@Table(name = "app_user")
@EntityListeners(ChangeListener.class)
public class User implements Cached {

    private static final int LONGEST_NAME_KEY = 255;
    private static final int LONGEST_CHOSEN_NAME = 100;

    @Id
    private UUID id;

    private String issuer;
    private String subject;
    private @Nullable String email;

    /** The address as it is compared and sorted; empty where there is none. */
    @Column(name = "email_key")
    private String emailKey;

    @Column(name = "email_verified")
    private boolean emailVerified;

    private String name;

    /** Goes before {@link #name}. */
    @Column(name = "chosen_name")
    private @Nullable String chosenName;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_sign_in_at")
    private Instant lastSignInAt;

    private boolean administrator;

    @Column(name = "disabled_at")
    private @Nullable Instant disabledAt;

    protected User() {}

    /** Takes over what the provider says at a sign-in. */
    void refresh(Identity identity, Instant now) {
        takeEmail(identity);
        name = identity.name();
        administrator = identity.administrator();
        lastSignInAt = now;
    }

    /** Takes over what an access token says, which may be less than the provider knows: the rest stays. */
    void update(Identity identity) {
        if (identity.email() != null) {
            takeEmail(identity);
        }
        if (identity.fullName() != null) {
            name = identity.name();
        }
    }

    /** Whether {@link #update} would change nothing. */
    public boolean isAs(Identity identity) {
        boolean sameEmail = identity.email() == null
                || (identity.email().equals(email) && identity.emailVerified() == emailVerified);
        return sameEmail && (identity.fullName() == null || identity.name().equals(name));
    }

    /** From now on they are whom another provider vouches for. */
    void moveTo(Identity identity) {
        issuer = identity.issuer();
        subject = identity.subject();
        administrator = identity.administrator();
    }

    private void takeEmail(Identity identity) {
        email = identity.email();
        emailKey = email == null ? "" : EmailAddress.key(email);
        emailVerified = identity.emailVerified();
    }

    /**
     * Takes another name, which stays when they sign in again.
     *
     * @param chosen empty for what the provider calls them
     * @throws InvalidProblem if it is too long, or no line of text
     */
    public void choose(String chosen) {
        String stripped = chosen.strip();
        if (stripped.length() > LONGEST_CHOSEN_NAME || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidProblem("name", "Give a name of up to " + LONGEST_CHOSEN_NAME + " characters.");
        }
        chosenName = stripped.isEmpty() ? null : stripped;
    }

    /** Keeps the user out from now on. */
    public void disable(Instant now) {
        disabledAt = now;
    }

    public void enable() {
        disabledAt = null;
    }

    /** @throws ForbiddenProblem if they are disabled */
    public void requireEnabled() {
        if (disabledAt != null) {
            throw new ForbiddenProblem("An administrator of this Gatehouse has disabled your account. Ask them why.");
        }
    }

    public Person toPerson() {
        return toPerson(administrator);
    }

    /** @param administrator what the credential at hand says */
    public Person toPerson(boolean administrator) {
        return new Person(id, email, emailVerified, getName(), administrator);
    }

    /** How messages and audit call them: by address, by name where they have none. */
    public String label() {
        return toPerson().label();
    }

    @Override
    public Change change() {
        return new Change(Change.Kind.USER, id);
    }

    public UUID getId() {
        return id;
    }

    public String getIssuer() {
        return issuer;
    }

    /** Who it is at the issuer; never reused there, so it may be shown but is no name. */
    public String getSubject() {
        return subject;
    }

    public Optional<String> getEmail() {
        return Optional.ofNullable(email);
    }

    /** The address, where the provider vouches that it is this person's. */
    public Optional<String> getVerifiedEmail() {
        return getEmail().filter(address -> emailVerified);
    }

    /** The address as it is compared and sorted; empty where there is none. */
    public String getEmailKey() {
        return emailKey;
    }

    /** What they want to be called, or else what the provider calls them. */
    public String getName() {
        return chosenName == null ? name : chosenName;
    }

    public boolean isEmailVerified() {
        return emailVerified;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** Whether the provider said at their last sign-in that they run this Gatehouse. */
    public boolean isAdministrator() {
        return administrator;
    }

    public boolean isDisabled() {
        return disabledAt != null;
    }

    public Instant getLastSignInAt() {
        return lastSignInAt;
    }

    /** A name as it is sorted and searched: without accents, in lower case, its beginning only if that makes it long. */
    public static String nameKey(String name) {
        String key = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        return cut(key, LONGEST_NAME_KEY);
    }

    /** The beginning of a text, cut between characters. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
