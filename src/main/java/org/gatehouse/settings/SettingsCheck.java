package org.gatehouse.settings;

import static org.gatehouse.settings.Setting.*;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds every wrong setting at once, each with the line that mends it. */
@ApplicationScoped
public class SettingsCheck {

    private static final Duration LONGEST_TIME_SPAN = Duration.ofDays(36_500);
    private static final Duration SHORTEST_IDLE_TIMEOUT = Duration.ofMinutes(5);

    /** A token (RFC 6265, section 4.1.1). */
    private static final Pattern COOKIE_NAME = Pattern.compile("[\\w!#$%&'*+.^`|~-]+");

    private static final Pattern DOMAIN = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");
    private static final Pattern MAILBOX = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final Pattern CLIENT_AUTHENTICATION = Pattern.compile("client_secret_(basic|post)");
    private static final Pattern ACCOUNTS =
            Pattern.compile("true|false|[\\w-]+(\\.[\\w-]+)+(\\s*,\\s*[\\w-]+(\\.[\\w-]+)+)*");
    private static final Pattern KEYCLOAK_ISSUER = Pattern.compile(".+/realms/[^/]+");
    private static final Pattern TRUE_OR_FALSE = Pattern.compile("true|false");
    private static final Pattern SHARED_TOKEN_FORM = Pattern.compile("random|deterministic|off");
    private static final String DETERMINISTIC = "deterministic";
    private static final int LONGEST_PASSWORD = 1_000;
    /** What Java reads for bytes that are no letter in the locale's charset. */
    private static final char UNREADABLE = '\uFFFD';

    private static final Pattern SECONDS = Pattern.compile("[0-9]|[1-9]\\d{1,2}|[12]\\d{3}|3[0-5]\\d\\d|3600");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern MAILBOXES = Pattern.compile("[^\\s@,]+@[^\\s@,]+(\\s*,\\s*[^\\s@,]+@[^\\s@,]+)*");
    private static final Pattern ORIGINS =
            Pattern.compile("https?://[\\w.:\\[\\]-]+/?(\\s*,\\s*https?://[\\w.:\\[\\]-]+/?)*");
    private static final Pattern POSTGRESQL = Pattern.compile("(jdbc:postgresql:|postgres(ql)?://)\\S+");

    @Inject
    Settings settings;

    /**
     * Refuses to start on wrong settings.
     *
     * @throws IllegalStateException naming all of them
     */
    public void requireSound() {
        List<String> wrong = findWrong();
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "Gatehouse does not start, these settings need a change:\n  - " + String.join("\n  - ", wrong));
        }
    }

    List<String> findWrong() {
        List<String> wrong = new ArrayList<>(settings.faultsOfFiles());
        requireUrl(PUBLIC_URL, wrong);
        requireUrl(FRONTEND_URL, wrong);
        requireUrl(OIDC_ISSUER, wrong);
        requireUrl(OIDC_REDIRECT_URI, wrong);
        requireUrl(OIDC_PREVIOUS_ISSUER, wrong);
        if (given(OIDC_PREVIOUS_ISSUER) && value(OIDC_PREVIOUS_ISSUER).equals(value(OIDC_ISSUER))) {
            wrong.add("OIDC_PREVIOUS_ISSUER is OIDC_ISSUER itself: give the one before, or leave it unset.");
        }
        requireForm(
                OIDC_CLIENT_AUTHENTICATION,
                CLIENT_AUTHENTICATION,
                "write client_secret_basic or client_secret_post, or leave it unset.",
                wrong);
        requireKeycloak(wrong);
        requireForm(SESSION_COOKIE_NAME, COOKIE_NAME, "use letters, digits, - and _, e.g. gatehouse_session.", wrong);
        requireForm(DATABASE_URL, POSTGRESQL, "begin it with jdbc:postgresql: or postgresql://", wrong);
        requireForm(SMTP_FROM, MAILBOX, "give one e-mail address, e.g. gatehouse@example.com", wrong);
        requireForm(
                CORS_ORIGINS, ORIGINS, "name each in full, with commas between, e.g. https://app.example.com", wrong);
        requireForm(ADMIN_EMAILS, MAILBOXES, "give e-mail addresses with commas between.", wrong);
        requireRoleMapping(wrong);
        requireSharedToken(wrong);
        requireCookieDomain(wrong);
        requireNetworks(wrong);
        List.of(MAX_PENDING_INVITATIONS, RATE_LIMIT_SIGN_INS, RATE_LIMIT_FAILURES, RATE_LIMIT_INVITATIONS)
                .forEach(limit -> requireForm(limit, NUMBER, "give a whole number from 1 on.", wrong));
        requireForm(CACHE_SECONDS, SECONDS, "give a whole number up to 3600, or 0.", wrong);
        requirePort(wrong);
        List.of(INVITATION_LIFETIME, SESSION_LIFETIME, SESSION_RETENTION, AUDIT_RETENTION)
                .forEach(span -> requireTimeSpan(span, wrong));
        requireIdleTimeout(wrong);
        if (given(OIDC_ISSUER)) {
            requireGiven(OIDC_CLIENT_ID, "copy it from the client at the provider of OIDC_ISSUER.", wrong);
            requireGiven(OIDC_CLIENT_SECRET, "copy it from the client at the provider of OIDC_ISSUER.", wrong);
            requireGiven(SECRET_KEY, "it signs sessions. " + SecretRules.HOW_TO_MAKE_ONE, wrong);
        }
        if (given(OIDC_ISSUER) || given(SMTP_HOST)) {
            requireGiven(PUBLIC_URL, "give the address that people open, e.g. https://gate.example.com", wrong);
        }
        requireSecrets(wrong);
        return wrong;
    }

    private void requireKeycloak(List<String> wrong) {
        requireUrl(KEYCLOAK_URL, wrong);
        if (!value(KEYCLOAK_CREATE_ACCOUNTS).equals("false") && !given(KEYCLOAK_ADMIN_CLIENT_ID)) {
            wrong.add("KEYCLOAK_CREATE_ACCOUNTS needs KEYCLOAK_ADMIN_CLIENT_ID: set that, or unset this.");
        } else {
            requireForm(
                    KEYCLOAK_CREATE_ACCOUNTS,
                    ACCOUNTS,
                    "write true, false, or domains with commas between, e.g. example.com.",
                    wrong);
        }
        if (given(KEYCLOAK_ADMIN_CLIENT_ID)) {
            requireGiven(
                    KEYCLOAK_ADMIN_CLIENT_SECRET,
                    "copy it from the client " + value(KEYCLOAK_ADMIN_CLIENT_ID) + " in Keycloak.",
                    wrong);
            if (!KEYCLOAK_ISSUER.matcher(value(OIDC_ISSUER)).matches()) {
                wrong.add(
                        "KEYCLOAK_ADMIN_CLIENT_ID needs a Keycloak: OIDC_ISSUER has to be the issuer of one of its realms,"
                                + " https://HOST/realms/REALM. Set that, or unset this.");
            }
        } else if (given(KEYCLOAK_ADMIN_CLIENT_SECRET)) {
            wrong.add("KEYCLOAK_ADMIN_CLIENT_ID is missing: name the client that KEYCLOAK_ADMIN_CLIENT_SECRET is of.");
        }
        requireForm(KEYCLOAK_MIRROR_ORGANIZATIONS, TRUE_OR_FALSE, "write true or false.", wrong);
        if (settings.mirrorsOrganizations() && !given(KEYCLOAK_ADMIN_CLIENT_ID)) {
            wrong.add("KEYCLOAK_MIRROR_ORGANIZATIONS needs a service account: set KEYCLOAK_ADMIN_CLIENT_ID and"
                    + " KEYCLOAK_ADMIN_CLIENT_SECRET, or leave it unset.");
        }
    }

    private void requireGiven(Setting setting, String mend, List<String> wrong) {
        if (!given(setting) && !settings.isInFile(setting)) {
            wrong.add(setting + " is missing: " + mend);
        }
    }

    private void requireSecrets(List<String> wrong) {
        for (Setting key : List.of(SECRET_KEY, SECRET_KEY_PREVIOUS)) {
            if (given(key) && SecretRules.isShort(value(key))) {
                wrong.add(key + " is too short. " + SecretRules.HOW_TO_MAKE_ONE);
            } else if (given(key) && (given(OIDC_ISSUER) || isDeterministic()) && SecretRules.isGuessable(value(key))) {
                wrong.add(key + " is easily guessed: it begins like a placeholder, or has fewer than 8 different"
                        + " characters. " + SecretRules.HOW_TO_MAKE_ONE);
            }
        }
        for (Setting secret :
                List.of(SECRET_KEY, SECRET_KEY_PREVIOUS, OIDC_CLIENT_SECRET, KEYCLOAK_ADMIN_CLIENT_SECRET)) {
            if (SecretRules.isDemo(value(secret)) && !onLoopback()) {
                wrong.add(secret + " is the demo's, which everybody knows: set one of your own"
                        + " (it is accepted only where PUBLIC_URL is on localhost).");
            }
        }
    }

    private void requireRoleMapping(List<String> wrong) {
        try {
            var unused = settings.roleMapping();
        } catch (IllegalArgumentException lines) {
            wrong.add("ROLE_MAPPING " + lines.getMessage());
        }
        if (given(ROLE_MAPPING) && !given(OIDC_ISSUER)) {
            wrong.add("ROLE_MAPPING counts with OIDC_ISSUER only: set that, or unset this.");
        }
    }

    private void requireSharedToken(List<String> wrong) {
        requireForm(SHARED_TOKEN, SHARED_TOKEN_FORM, "write random, deterministic or off.", wrong);
        if (given(SHARED_TOKEN) && given(SHARED_TOKEN_PASSWORD)) {
            wrong.add("SHARED_TOKEN is given, and so is SHARED_TOKEN_PASSWORD: unset one of them.");
        }
        if (value(SHARED_TOKEN_PASSWORD).length() > LONGEST_PASSWORD) {
            wrong.add("SHARED_TOKEN_PASSWORD is longer than 1000 characters: give a shorter one.");
        } else if (value(SHARED_TOKEN_PASSWORD).indexOf(UNREADABLE) >= 0) {
            wrong.add(
                    "SHARED_TOKEN_PASSWORD has letters that were lost on the way here, as this machine's locale is not"
                            + " UTF-8: write it into a file, and name that in SHARED_TOKEN_PASSWORD_FILE.");
        }
        if (isDeterministic() && !given(OIDC_ISSUER)) {
            requireGiven(SECRET_KEY, "the shared token is derived from it. " + SecretRules.HOW_TO_MAKE_ONE, wrong);
        }
        for (Setting version : List.of(SHARED_TOKEN_VERSION, SHARED_TOKEN_VERSION_FILE)) {
            if (given(version) && !isDeterministic()) {
                wrong.add(version + " counts with SHARED_TOKEN=deterministic only: set that, or unset this.");
            }
        }
        if (given(SHARED_TOKEN_VERSION) && given(SHARED_TOKEN_VERSION_FILE)) {
            wrong.add("SHARED_TOKEN_VERSION is given, and so is SHARED_TOKEN_VERSION_FILE: unset one of them.");
        }
        if (given(SHARED_TOKEN_VERSION_FILE) && !isReadable(value(SHARED_TOKEN_VERSION_FILE))) {
            wrong.add("SHARED_TOKEN_VERSION_FILE names no file that can be read: give the path of one.");
        }
    }

    private boolean isDeterministic() {
        return value(SHARED_TOKEN).equals(DETERMINISTIC);
    }

    private static boolean isReadable(String path) {
        try {
            return Files.isRegularFile(Path.of(path)) && Files.isReadable(Path.of(path));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private void requireForm(Setting setting, Pattern form, String mend, List<String> wrong) {
        if (given(setting) && !form.matcher(value(setting)).matches()) {
            wrong.add(setting + " has the wrong form: " + mend);
        }
    }

    private void requireCookieDomain(List<String> wrong) {
        String domain = value(COOKIE_DOMAIN).replaceFirst("^\\.", "").toLowerCase(Locale.ROOT);
        String host = publicHost();
        if (given(COOKIE_DOMAIN) && !DOMAIN.matcher(domain).matches()) {
            wrong.add("COOKIE_DOMAIN is no domain: give one alone, e.g. .example.com");
        } else if (given(COOKIE_DOMAIN) && !host.isEmpty() && !("." + host).endsWith("." + domain)) {
            wrong.add("COOKIE_DOMAIN does not hold the host of PUBLIC_URL, " + host
                    + ", so browsers would drop the session cookie: unset it, or give " + host
                    + " or a domain above it.");
        }
    }

    private void requireUrl(Setting setting, List<String> wrong) {
        if (!given(setting)) {
            return;
        }
        try {
            URI url = new URI(value(setting));
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (web && url.getHost() != null && plain) {
                return;
            }
        } catch (URISyntaxException notAnAddress) {
            // reported below
        }
        wrong.add(setting + " is no address: give one that begins with https:// (or http://), names a host and has"
                + " no query.");
    }

    private void requireNetworks(List<String> wrong) {
        try {
            var unused = settings.trustedProxies();
        } catch (IllegalArgumentException none) {
            wrong.add("TRUSTED_PROXIES has something that is neither an address nor a network, " + none.getMessage()
                    + ": write 127.0.0.1 or 10.0.0.0/8, with commas between.");
        }
    }

    private void requirePort(List<String> wrong) {
        String port = value(SMTP_PORT);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            wrong.add("SMTP_PORT is no port: give a number from 1 to 65535.");
        }
    }

    private void requireTimeSpan(Setting setting, List<String> wrong) {
        if (timeSpan(setting).isEmpty()) {
            wrong.add(
                    setting
                            + " is no time span up to a hundred years: write it as in P7D (seven days) or PT12H (twelve hours).");
        }
    }

    /** When a session was last seen is known to the minute. */
    private void requireIdleTimeout(List<String> wrong) {
        if (!given(SESSION_IDLE_TIMEOUT)) {
            return;
        }
        requireTimeSpan(SESSION_IDLE_TIMEOUT, wrong);
        timeSpan(SESSION_IDLE_TIMEOUT).ifPresent(idle -> {
            if (idle.compareTo(SHORTEST_IDLE_TIMEOUT) < 0) {
                wrong.add("SESSION_IDLE_TIMEOUT is too short: give PT5M (five minutes) or more.");
            }
            if (timeSpan(SESSION_LIFETIME)
                    .filter(longest -> idle.compareTo(longest) > 0)
                    .isPresent()) {
                wrong.add("SESSION_IDLE_TIMEOUT is longer than SESSION_LIFETIME, so that it would never count:"
                        + " give less, or unset it.");
            }
        });
    }

    private Optional<Duration> timeSpan(Setting setting) {
        try {
            return Optional.of(Duration.parse(value(setting)))
                    .filter(span -> span.compareTo(Duration.ZERO) > 0 && span.compareTo(LONGEST_TIME_SPAN) <= 0);
        } catch (DateTimeException notADuration) {
            return Optional.empty();
        }
    }

    private boolean onLoopback() {
        return !given(PUBLIC_URL) || Origin.isLoopback(publicHost());
    }

    private String publicHost() {
        try {
            return Optional.ofNullable(new URI(value(PUBLIC_URL)).getHost())
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
        } catch (URISyntaxException reportedAlready) {
            return "";
        }
    }

    private boolean given(Setting setting) {
        return find(setting).isPresent();
    }

    private String value(Setting setting) {
        return find(setting).orElse("");
    }

    private Optional<String> find(Setting setting) {
        try {
            return settings.find(setting);
        } catch (SecretFile.Unreadable reportedAlready) {
            return Optional.empty();
        }
    }
}
