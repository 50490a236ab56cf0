package org.gatehouse.keycloak;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.KeycloakClient;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;

/**
 * The realm of our provider, as the service account sees it. The account signs in when it is needed first, and again before
 * its token ends. No transaction should be open meanwhile: Keycloak may take its time.
 */
@ApplicationScoped
public class KeycloakRealm {

    @Inject
    Settings settings;

    private @Nullable Keycloak keycloak;

    @PostConstruct
    void begin() {
        keycloak = settings.keycloakClient().map(KeycloakRealm::connect).orElse(null);
    }

    @PreDestroy
    void end() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    /** Whether there is a service account. Without one, nothing else here may be called. */
    public boolean isConfigured() {
        return keycloak != null;
    }

    /**
     * Asks Keycloak for something. A {@link Response} is read to its end, and is one of success.
     *
     * @param needed the role that it takes
     * @param purpose what is asked, for a sentence: {@code find an account}
     * @throws KeycloakRefusalProblem if the service account is not let in, or has not that role
     * @throws KeycloakUnavailableProblem if Keycloak does not answer, or cannot now
     * @throws NotFoundException if it has no such thing
     * @throws ClientErrorException if it does not do what is asked, such as 409 for what is there already
     */
    public <T> T ask(ManagementRole needed, String purpose, Function<RealmResource, T> question) {
        try {
            return askOrSignInAgain(question);
        } catch (ProcessingException | WebApplicationException failure) {
            throw translate(failure, needed, purpose);
        }
    }

    /** The same where there is no answer but that it is done. */
    public void tell(ManagementRole needed, String purpose, Consumer<RealmResource> order) {
        var unused = ask(needed, purpose, realm -> {
            order.accept(realm);
            return true;
        });
    }

    /**
     * Lets the service account sign in anew, which tells the roles of {@code realm-management} that it has now.
     *
     * @throws KeycloakRefusalProblem if it is not let in
     * @throws KeycloakUnavailableProblem if Keycloak does not answer, or cannot now
     */
    public Set<String> roles() {
        try {
            String token = connected().tokenManager().grantToken().getToken();
            return rolesIn(JWTParser.parse(token).getJWTClaimsSet());
        } catch (ProcessingException | WebApplicationException failure) {
            throw refusedToSignIn(failure).orElseGet(() -> unavailable(failure));
        } catch (ParseException noToken) {
            throw new KeycloakUnavailableProblem("its token is none that is known", Duration.ZERO);
        }
    }

    /** How refusals and the set-up check call the service account. */
    public String account() {
        return client().clientId();
    }

    /** A token that Keycloak takes no more, since it has new keys, is worth one more attempt. */
    private <T> T askOrSignInAgain(Function<RealmResource, T> question) {
        try {
            return succeeding(question);
        } catch (NotAuthorizedException ended) {
            return succeeding(question);
        }
    }

    private <T> T succeeding(Function<RealmResource, T> question) {
        T answer = question.apply(connected().realm(client().realm()));
        if (answer instanceof Response response) {
            response.bufferEntity();
            requireSuccess(response);
        }
        return answer;
    }

    private static Set<String> rolesIn(JWTClaimsSet claims) {
        return claims.getClaim("resource_access") instanceof Map<?, ?> clients
                        && clients.get("realm-management") instanceof Map<?, ?> access
                        && access.get("roles") instanceof List<?> roles
                ? roles.stream().map(String::valueOf).collect(toUnmodifiableSet())
                : Set.of();
    }

    private static void requireSuccess(Response response) {
        switch (response.getStatusInfo().getFamily()) {
            case SUCCESSFUL -> {}
            case CLIENT_ERROR ->
                throw switch (response.getStatus()) {
                    case 401 -> new NotAuthorizedException(response);
                    case 404 -> new NotFoundException(response);
                    default -> new ClientErrorException(response);
                };
            default -> throw new WebApplicationException(response);
        }
    }

    private RuntimeException translate(RuntimeException failure, ManagementRole needed, String purpose) {
        Optional<Integer> status = status(failure);
        if (status.filter(value -> value == 403).isPresent()) {
            return new KeycloakRefusalProblem("Keycloak does not let the service account " + account() + " " + purpose
                    + ": give it the role " + needed.word() + " of the client realm-management.");
        }
        if (failure instanceof ProcessingException
                || status.filter(value -> value == 401).isPresent()) {
            return refusedToSignIn(failure).orElseGet(() -> unavailable(failure));
        }
        return status.filter(value -> value >= 500 || value == 429).isPresent() ? unavailable(failure) : failure;
    }

    /** Only the token endpoint answers so: 401 to a wrong secret, 400 to a client without service account. */
    private Optional<RuntimeException> refusedToSignIn(Throwable failure) {
        return status(failure)
                .filter(value -> value == 400 || value == 401)
                .map(value -> new KeycloakRefusalProblem("Keycloak does not let the service account "
                        + account() + " sign in: correct KEYCLOAK_ADMIN_CLIENT_ID and"
                        + " KEYCLOAK_ADMIN_CLIENT_SECRET, and switch on the client's service account."));
    }

    private static RuntimeException unavailable(Throwable failure) {
        Optional<Response> answer = answer(failure);
        return new KeycloakUnavailableProblem(
                answer.map(given -> "it answers " + given.getStatus())
                        .orElse("it cannot be reached, or its answer is none that is known"),
                answer.map(KeycloakRealm::retryAfter).orElse(Duration.ZERO));
    }

    /** In seconds, as load balancers say it; a date is passed over. */
    private static Duration retryAfter(Response answer) {
        return Optional.ofNullable(answer.getHeaderString(HttpHeaders.RETRY_AFTER))
                .filter(seconds -> seconds.matches("\\d{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    private static Optional<Integer> status(Throwable failure) {
        return answer(failure).map(Response::getStatus);
    }

    /** What Keycloak answered, be it to the question or to the sign-in before it; empty for no answer. */
    private static Optional<Response> answer(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebApplicationException answered) {
                return Optional.of(answered.getResponse());
            }
        }
        return Optional.empty();
    }

    private Keycloak connected() {
        return Objects.requireNonNull(keycloak, "no service account is configured");
    }

    private KeycloakClient client() {
        return settings.keycloakClient().orElseThrow();
    }

    private static Keycloak connect(KeycloakClient client) {
        return KeycloakBuilder.builder()
                .serverUrl(client.server().toString())
                .realm(client.realm())
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .build();
    }
}
