package org.gatehouse.settings;

import static org.gatehouse.settings.Setting.*;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds every wrong setting at once, each with the line that mends it. */
@ApplicationScoped
public class SettingsCheck {

    private static final int SHORTEST_SECRET_KEY = 32;
    /** What the bundled realm and compose file carry begins with this; it must never guard anything real. */
    private static final String DEMO_SECRET = "demo-only-";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

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
        List<String> wrong = new ArrayList<>();
        requireUrl(PUBLIC_URL, wrong);
        requireUrl(FRONTEND_URL, wrong);
        requireUrl(OIDC_ISSUER, wrong);
        requireUrl(OIDC_REDIRECT_URI, wrong);
        requirePort(wrong);
        requireLifetime(wrong);
        requireDatabase(wrong);
        if (given(OIDC_ISSUER)) {
            requireOpenIdClient(wrong);
        }
        for (Setting secret : List.of(SECRET_KEY, SECRET_KEY_PREVIOUS, OIDC_CLIENT_SECRET)) {
            if (value(secret).startsWith(DEMO_SECRET) && !onLoopback()) {
                wrong.add(secret + " is the demo's, which everybody knows: set one of your own"
                        + " (it is accepted only where PUBLIC_URL is on localhost).");
            }
        }
        return wrong;
    }

    private void requireOpenIdClient(List<String> wrong) {
        for (Setting required : List.of(OIDC_CLIENT_ID, OIDC_CLIENT_SECRET)) {
            if (!given(required)) {
                wrong.add(required + " is missing, but OIDC_ISSUER is set: copy it from the client at the provider.");
            }
        }
        if (!given(PUBLIC_URL)) {
            wrong.add("PUBLIC_URL is missing, but OIDC_ISSUER is set: give the address that people open,"
                    + " e.g. PUBLIC_URL=https://gate.example.com");
        }
        if (value(SECRET_KEY).length() < SHORTEST_SECRET_KEY) {
            wrong.add(
                    "SECRET_KEY is " + (given(SECRET_KEY) ? "too short" : "missing") + ": it signs sessions and needs "
                            + SHORTEST_SECRET_KEY + " random characters, e.g. from `openssl rand -base64 48`.");
        }
        if (given(SECRET_KEY_PREVIOUS) && value(SECRET_KEY_PREVIOUS).length() < SHORTEST_SECRET_KEY) {
            wrong.add("SECRET_KEY_PREVIOUS is too short: it needs " + SHORTEST_SECRET_KEY + " characters.");
        }
    }

    private void requireUrl(Setting setting, List<String> wrong) {
        if (!given(setting)) {
            return;
        }
        try {
            URI url = new URI(value(setting));
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (web && url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException notAnAddress) {
            // reported below
        }
        wrong.add(setting + " is no address: give one that begins with https:// (or http://) and names a host.");
    }

    private void requirePort(List<String> wrong) {
        String port = value(SMTP_PORT);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            wrong.add("SMTP_PORT is no port: give a number from 1 to 65535.");
        }
    }

    private void requireLifetime(List<String> wrong) {
        try {
            if (settings.invitationLifetime().compareTo(Duration.ZERO) > 0) {
                return;
            }
        } catch (DateTimeException notADuration) {
            // reported below
        }
        wrong.add("INVITATION_LIFETIME is no time span: write it as in P7D (seven days) or PT12H (twelve hours).");
    }

    private void requireDatabase(List<String> wrong) {
        if (given(DATABASE_URL) && !value(DATABASE_URL).matches("(jdbc:postgresql:|postgres(ql)?://).+")) {
            wrong.add("DATABASE_URL is no PostgreSQL address: begin it with jdbc:postgresql: or postgresql://");
        }
    }

    private boolean onLoopback() {
        return !given(PUBLIC_URL)
                || LOOPBACK.contains(URI.create(value(PUBLIC_URL)).getHost());
    }

    private boolean given(Setting setting) {
        return settings.find(setting).isPresent();
    }

    private String value(Setting setting) {
        return settings.find(setting).orElse("");
    }
}
