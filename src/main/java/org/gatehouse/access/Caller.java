package org.gatehouse.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Who makes this request, and by which method. Nobody until {@code RequestAuthentication} has said so. */
public class Caller {

    private Settings settings;

    private String address = "";
    private String userAgent = "";
    private Method method = Method.ANONYMOUS;
    private @Nullable Person person;
    private @Nullable Program program;
    private @Nullable UUID sharedTokenId;
    private @Nullable TokenHolder tokenHolder;
    private @Nullable UUID sessionId;
    private boolean anonymousAccess;
    private @Nullable Problem refusal;

    /** For the container's proxy alone, which passes every call on. */
    @SuppressWarnings("NullAway.Init")
    protected Caller() {}

    Caller(Settings settings) {
        this.settings = settings;
    }

    /** The caller's request comes from this address and this browser, if it says which. */
    public void from(String address, @Nullable String userAgent) {
        this.address = address;
        this.userAgent = userAgent == null ? "" : userAgent;
    }

    /** The caller is this person, by the session of this id. */
    public void bySession(Person person, UUID sessionId) {
        this.method = Method.SESSION;
        this.person = person;
        this.sessionId = sessionId;
    }

    /** The caller is this person, by an access token of the OpenID Provider. */
    public void byBearer(Person person) {
        this.method = Method.BEARER;
        this.person = person;
    }

    /** The caller is this person, as a way in of one's own says. */
    public void byCustom(Person person) {
        this.method = Method.CUSTOM;
        this.person = person;
    }

    /** The caller is this program, by an API key. */
    public void byApiKey(Program program) {
        this.method = Method.API_KEY;
        this.program = program;
    }

    /** The caller has the instance's shared token, of this id: at hand, or when the session was begun. */
    public void bySharedToken(UUID sharedTokenId, @Nullable UUID sessionId) {
        this.method = Method.SHARED_TOKEN;
        this.sharedTokenId = sharedTokenId;
        this.sessionId = sessionId;
    }

    /** The caller has the token of an application, and counts there alone. */
    public void byAppToken(TokenHolder holder) {
        this.method = Method.APP_TOKEN;
        this.tokenHolder = holder;
    }

    /** Nobody is asked who they are: whoever comes runs this Gatehouse. */
    public void byAnonymousAccess() {
        this.anonymousAccess = true;
    }

    /** The request must not go on, not as nobody's either, and why. */
    public void refuse(Problem refusal) {
        forget();
        this.refusal = refusal;
    }

    /** The caller signed out: the rest of the request is nobody's. */
    public void forget() {
        method = Method.ANONYMOUS;
        person = null;
        program = null;
        sharedTokenId = null;
        tokenHolder = null;
        sessionId = null;
        anonymousAccess = false;
    }

    /** The address that the request comes from; empty where there is no request. */
    public String getAddress() {
        return address;
    }

    /** What the caller's browser calls itself, as it was sent; empty where it says nothing. */
    public String getUserAgent() {
        return userAgent;
    }

    public Method getMethod() {
        return method;
    }

    /** Whether it is known who calls, be it a person, a program or who has a token. */
    public boolean isAuthenticated() {
        return method != Method.ANONYMOUS;
    }

    /** Whether a person calls. */
    public boolean isSignedIn() {
        return person != null;
    }

    /** Whether nobody is asked who they are here. */
    public boolean isAnonymousAccess() {
        return anonymousAccess;
    }

    /** Whether the caller runs this Gatehouse: by the shared token, or the provider says so, or {@code ADMIN_EMAILS}. */
    public boolean isAdministrator() {
        return isNobodyInParticular()
                || findPerson().filter(this::isAdministrator).isPresent();
    }

    /** Whether the caller runs this Gatehouse without being a person: by the shared token, or because anybody may. */
    public boolean isNobodyInParticular() {
        return sharedTokenId != null || anonymousAccess;
    }

    /**
     * @throws UnauthenticatedProblem if it is not known who calls
     * @throws ForbiddenProblem if a program calls, or somebody with a shared token
     */
    public Person getPerson() {
        requireKnown();
        return findPerson().orElseThrow(() -> new ForbiddenProblem(whyNoPerson()));
    }

    public Optional<Person> findPerson() {
        return Optional.ofNullable(person);
    }

    public Optional<Program> findProgram() {
        return Optional.ofNullable(program);
    }

    public Optional<TokenHolder> findTokenHolder() {
        return Optional.ofNullable(tokenHolder);
    }

    /**
     * What one caller is told from another by.
     *
     * @throws UnauthenticatedProblem if it is not known who calls
     */
    public UUID getId() {
        return findProgram()
                .map(Program::id)
                .or(() -> Optional.ofNullable(sharedTokenId))
                .or(() -> findTokenHolder().map(TokenHolder::id))
                .orElseGet(this::getUserId);
    }

    /** The person's id, with the exceptions of {@link #getPerson}. */
    public UUID getUserId() {
        return getPerson().id();
    }

    /**
     * How audit calls the caller.
     *
     * @throws UnauthenticatedProblem if it is not known who calls
     */
    public String getLabel() {
        if (isNobodyInParticular()) {
            return anonymousAccess ? "anybody" : "shared token";
        }
        requireKnown();
        return findProgram()
                .map(Program::label)
                .or(() -> findTokenHolder().map(TokenHolder::label))
                .orElseGet(() -> getPerson().label());
    }

    public @Nullable UUID getSessionId() {
        return sessionId;
    }

    public Optional<Problem> findRefusal() {
        return Optional.ofNullable(refusal);
    }

    private boolean isAdministrator(Person somebody) {
        return somebody.administrator()
                || somebody.verifiedEmail()
                        .map(email -> email.toLowerCase(Locale.ROOT))
                        .filter(settings.adminEmails()::contains)
                        .isPresent();
    }

    private void requireKnown() {
        if (!isAuthenticated() && !anonymousAccess) {
            throw new UnauthenticatedProblem();
        }
    }

    private String whyNoPerson() {
        if (program != null) {
            return "This takes a person: sign in, or use a bearer token. An API key stands for its organization.";
        }
        return settings.openIdClient().isPresent()
                ? "This takes a person, and a shared token stands for nobody in particular: sign in with your account."
                : "This takes a person, and nobody has an account here: this Gatehouse has no OpenID Provider.";
    }

    /**
     * What a request needs to know of the User behind it.
     *
     * @param administrator whether the provider says that they run this Gatehouse
     */
    public record Person(UUID id, @Nullable String email, boolean emailVerified, String name, boolean administrator) {

        /** How messages and audit call them: by address, by name where they have none. */
        public String label() {
            return email == null ? name : email;
        }

        /** The address, if the provider vouches for it. */
        public Optional<String> verifiedEmail() {
            return Optional.ofNullable(email).filter(address -> emailVerified);
        }
    }

    /**
     * What a request needs to know of the application's token behind it.
     *
     * @param secretId another one for another secret: what is begun with the token keeps it, and ends with the secret
     * @param expiresAt when it stops opening anything; null for never
     */
    public record TokenHolder(
            UUID id,
            UUID secretId,
            UUID appId,
            String name,
            @Nullable Instant expiresAt) {

        public boolean isExpired(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }

        /** How audit calls it. */
        public String label() {
            return "token " + name;
        }
    }

    /** What a request needs to know of the API key behind it. */
    public record Program(UUID id, UUID organizationId, String name, Set<Scope> scopes) {

        /** How audit calls it. */
        public String label() {
            return "API key " + name;
        }

        public boolean permits(Permission permission) {
            return scopes.stream().anyMatch(scope -> scope.permits(permission));
        }
    }
}
