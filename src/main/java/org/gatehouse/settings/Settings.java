package org.gatehouse.settings;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.gatehouse.settings.Setting.*;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/**
 * The settings in force, typed. {@link SettingsCheck} has found them sound before anything reads them. Each is read once, and what
 * every request asks for is taken apart once.
 */
@ApplicationScoped
public class Settings {

    /** Before a realm's name in its issuer. */
    private static final String REALMS = "/realms/";

    @Inject
    Config config;

    private final Map<Setting, Optional<String>> values = new ConcurrentHashMap<>();

    private final Once<Optional<URI>> publicUrl = new Once<>(
            () -> find(PUBLIC_URL).map(Settings::withoutTrailingSlash).map(URI::create));
    private final Once<Optional<OpenIdClient>> openIdClient = new Once<>(this::readOpenIdClient);
    private final Once<List<Network>> trustedProxies = new Once<>(() -> find(TRUSTED_PROXIES).stream()
            .flatMap(list -> Arrays.stream(list.split("\\s*,\\s*")))
            .map(Network::parse)
            .toList());
    private final Once<Optional<RoleMapping>> roleMapping =
            new Once<>(() -> find(ROLE_MAPPING).map(RoleMapping::parse));
    private final Once<Duration> sessionIdleTimeout =
            new Once<>(() -> find(SESSION_IDLE_TIMEOUT).map(Duration::parse).orElseGet(this::sessionLifetime));

    /** Address people open, without a trailing slash. */
    public Optional<URI> publicUrl() {
        return publicUrl.get();
    }

    public Path dataDirectory() {
        return Path.of(get(DATA_DIR));
    }

    public Optional<String> secretKey() {
        return find(SECRET_KEY);
    }

    public Optional<String> previousSecretKey() {
        return find(SECRET_KEY_PREVIOUS);
    }

    public String sessionCookieName() {
        return get(SESSION_COOKIE_NAME);
    }

    public Optional<String> cookieDomain() {
        return find(COOKIE_DOMAIN);
    }

    /** Whether cookies are marked {@code Secure}: people come by https. */
    public boolean secureCookies() {
        return publicUrl().map(url -> "https".equals(url.getScheme())).orElse(false);
    }

    public Optional<URI> frontendUrl() {
        return find(FRONTEND_URL).map(Settings::withoutTrailingSlash).map(URI::create);
    }

    /** Addresses of front ends whose scripts may call the API. */
    public List<URI> corsOrigins() {
        return find(CORS_ORIGINS).stream()
                .flatMap(list -> Arrays.stream(list.split("\\s*,\\s*")))
                .map(URI::create)
                .toList();
    }

    /** Where the shared token comes from: without a provider there is one, unless it is turned off by name. */
    public SharedTokenSource sharedToken() {
        if (sharedTokenPassword().isPresent()) {
            return SharedTokenSource.PASSWORD;
        }
        return find(SHARED_TOKEN)
                .map(source -> SharedTokenSource.valueOf(source.toUpperCase(Locale.ROOT)))
                .orElse(find(OIDC_ISSUER).isPresent() ? SharedTokenSource.OFF : SharedTokenSource.RANDOM);
    }

    public Optional<String> sharedTokenPassword() {
        return find(SHARED_TOKEN_PASSWORD);
    }

    public Optional<String> sharedTokenVersion() {
        return find(SHARED_TOKEN_VERSION);
    }

    public Optional<Path> sharedTokenVersionFile() {
        return find(SHARED_TOKEN_VERSION_FILE).map(Path::of);
    }

    /** Whether nobody is asked who they are: there is neither a provider nor a shared token. */
    public boolean isAnonymousAccess() {
        return find(OIDC_ISSUER).isEmpty() && sharedToken() == SharedTokenSource.OFF;
    }

    /** The client registered at the OpenID Provider; empty where none is configured. */
    public Optional<OpenIdClient> openIdClient() {
        return openIdClient.get();
    }

    /** How our client has to authenticate at the provider, where that is set. */
    public Optional<String> clientAuthentication() {
        return find(OIDC_CLIENT_AUTHENTICATION);
    }

    /** Whose users move to the present issuer. */
    public Optional<String> previousIssuer() {
        return find(OIDC_PREVIOUS_ISSUER);
    }

    /** The service account at the Keycloak that is our provider; empty where none is configured. */
    public Optional<KeycloakClient> keycloakClient() {
        return find(KEYCLOAK_ADMIN_CLIENT_ID).map(clientId -> {
            String issuer = get(OIDC_ISSUER);
            int end = issuer.lastIndexOf(REALMS);
            return new KeycloakClient(
                    URI.create(find(KEYCLOAK_URL)
                            .map(Settings::withoutTrailingSlash)
                            .orElse(issuer.substring(0, end))),
                    issuer.substring(end + REALMS.length()),
                    clientId,
                    get(KEYCLOAK_ADMIN_CLIENT_SECRET));
        });
    }

    /** Whether organizations are written to Keycloak. */
    public boolean mirrorsOrganizations() {
        return Boolean.parseBoolean(get(KEYCLOAK_MIRROR_ORGANIZATIONS));
    }

    /** Whether an invited address that has no account at Keycloak gets one there. */
    public boolean makesAccountFor(String email) {
        String domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return keycloakClient().isPresent()
                && Arrays.stream(get(KEYCLOAK_CREATE_ACCOUNTS)
                                .toLowerCase(Locale.ROOT)
                                .split("\\s*,\\s*"))
                        .anyMatch(made -> made.equals("true") || made.equals(domain));
    }

    /** Addresses, in lower case, of those who run this Gatehouse. */
    public Set<String> adminEmails() {
        return find(ADMIN_EMAILS).stream()
                .flatMap(list -> Arrays.stream(list.toLowerCase(Locale.ROOT).split("\\s*,\\s*")))
                .collect(toUnmodifiableSet());
    }

    /** What of the provider makes people members; empty where nothing does. */
    public Optional<RoleMapping> roleMapping() {
        return roleMapping.get();
    }

    /** What the provider is called, where it was given a name. */
    public Optional<String> providerName() {
        return find(OIDC_PROVIDER_NAME).filter(name -> !name.equals(OIDC_PROVIDER_NAME.defaultValue()));
    }

    /** The mail server; empty where none is configured. */
    public Optional<MailServer> mailServer() {
        return find(SMTP_HOST)
                .map(host -> new MailServer(
                        host, Integer.parseInt(get(SMTP_PORT)), find(SMTP_USER), find(SMTP_PASSWORD), get(SMTP_FROM)));
    }

    public Duration invitationLifetime() {
        return Duration.parse(get(INVITATION_LIFETIME));
    }

    /** Open invitations of one organization at most. */
    public int maxPendingInvitations() {
        return Integer.parseInt(get(MAX_PENDING_INVITATIONS));
    }

    /** Whose {@code X-Forwarded-For} is believed. */
    public List<Network> trustedProxies() {
        return trustedProxies.get();
    }

    /** Whether that is the address of a reverse proxy that is believed. */
    public boolean isTrustedProxy(String address) {
        return trustedProxies().stream().anyMatch(network -> network.contains(address));
    }

    /** Where applications are declared. */
    public Optional<Path> guardedAppsFile() {
        return find(GUARDED_APPS_FILE).map(Path::of);
    }

    /** How many times a minute. */
    public int perMinute(Setting setting) {
        return Integer.parseInt(get(setting));
    }

    /** From the last sign-in on, whether it is used or not. */
    public Duration sessionLifetime() {
        return Duration.parse(get(SESSION_LIFETIME));
    }

    /** As long as the lifetime where nothing else is said. */
    public Duration sessionIdleTimeout() {
        return sessionIdleTimeout.get();
    }

    /** How long what this node remembers of the database may be behind what other nodes have changed. */
    public Duration cacheTime() {
        return Duration.ofSeconds(Integer.parseInt(get(CACHE_SECONDS)));
    }

    public Duration sessionRetention() {
        return Duration.parse(get(SESSION_RETENTION));
    }

    public Duration auditRetention() {
        return Duration.parse(get(AUDIT_RETENTION));
    }

    /** What is told of a secret's file, where it cannot be taken. */
    List<String> faultsOfFiles() {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.file(config).isPresent())
                .flatMap(setting -> faultOfFile(setting).stream())
                .toList();
    }

    /** Whether a file should have it, be it readable or not. */
    boolean isInFile(Setting secret) {
        return secret.file(config).isPresent();
    }

    private Optional<String> faultOfFile(Setting secret) {
        if (secret.isText(config)) {
            return Optional.of(secret.fileName() + " is given, and so is " + secret + ": unset one of them.");
        }
        try {
            var unused = find(secret);
            return Optional.empty();
        } catch (SecretFile.Unreadable fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        }
    }

    /** Read once: the file of a secret may be gone later. */
    Optional<String> find(Setting setting) {
        return values.computeIfAbsent(setting, asked -> asked.in(config));
    }

    private String get(Setting setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting + " is not set"));
    }

    private Optional<OpenIdClient> readOpenIdClient() {
        return find(OIDC_ISSUER)
                .map(issuer -> new OpenIdClient(
                        issuer,
                        get(OIDC_CLIENT_ID),
                        get(OIDC_CLIENT_SECRET),
                        find(OIDC_REDIRECT_URI).map(URI::create).orElseGet(this::defaultRedirectUri),
                        List.of(get(OIDC_SCOPES).trim().split("\\s+")),
                        get(OIDC_PROVIDER_NAME),
                        find(OIDC_AUDIENCE).orElseGet(() -> get(OIDC_CLIENT_ID))));
    }

    private URI defaultRedirectUri() {
        return URI.create(publicUrl().orElseThrow() + "/api/auth/callback");
    }

    private static String withoutTrailingSlash(String url) {
        return url.replaceFirst("/+$", "");
    }

    /**
     * Gatehouse as the OpenID Provider knows it.
     *
     * @param audience what a bearer token has to name
     */
    public record OpenIdClient(
            String issuer,
            String clientId,
            String clientSecret,
            URI redirectUri,
            List<String> scopes,
            String providerName,
            String audience) {}

    /**
     * Gatehouse's service account at Keycloak.
     *
     * @param server where Gatehouse reaches it
     */
    public record KeycloakClient(URI server, String realm, String clientId, String clientSecret) {}

    /** Where mail is handed over, and from whom it comes. */
    public record MailServer(String host, int port, Optional<String> user, Optional<String> password, String from) {

        /** A password never travels in clear, except to a mail server on this machine. */
        public boolean needsEncryption() {
            return user.isPresent() && !Set.of("localhost", "127.0.0.1", "::1").contains(host);
        }
    }
}
