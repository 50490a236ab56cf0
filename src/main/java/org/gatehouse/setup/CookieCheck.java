package org.gatehouse.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;

/**
 * Whether browsers send the session cookie back: its domain against every host where it is needed, {@code Secure} against
 * the scheme by which people come, {@code PUBLIC_URL} against both.
 */
@ApplicationScoped
public class CookieCheck {

    private static final String ALMOST_ALWAYS =
            " The cookie's domain is almost always what is wrong when people seem signed out.";

    @Inject
    Settings settings;

    /** @param visit how somebody came here; empty where nobody did but an operator or the clock */
    Finding look(Optional<Visit> visit) {
        Optional<URI> callback = settings.openIdClient().map(OpenIdClient::redirectUri);
        Optional<URI> publicUrl = settings.publicUrl();
        if (callback.isEmpty() || publicUrl.isEmpty()) {
            return Finding.notConfigured(
                    "Nobody has an account, so no other host needs the session cookie.", "Set OIDC_ISSUER first.");
        }
        return elsewhere(callback.get(), publicUrl.get())
                .or(() -> uncovered(hosts(callback.get(), publicUrl.get(), visit)))
                .or(() -> visit.flatMap(by -> otherScheme(by, publicUrl.get())))
                .or(() -> visit.flatMap(by -> otherHost(by, publicUrl.get())))
                .orElseGet(() -> fits(callback.get(), visit.isPresent()));
    }

    /** Sign-in keeps a cookie of its own from where it begins to where it ends, which has no domain. */
    private static Optional<Finding> elsewhere(URI callback, URI publicUrl) {
        boolean same = callback.getScheme().equals(publicUrl.getScheme())
                && callback.getRawAuthority().equalsIgnoreCase(publicUrl.getRawAuthority());
        return same
                ? Optional.empty()
                : Optional.of(Finding.wrong(
                        "Sign-in begins at " + publicUrl + " and ends at " + callback
                                + ": what the browser keeps for it goes to the first alone, so nobody can sign in.",
                        "Let it end where it begins, and register that at the provider:",
                        "OIDC_REDIRECT_URI=" + publicUrl + "/api/auth/callback"));
    }

    /** Where the cookie is needed, and how that is called; where it is set comes first. */
    private Map<String, String> hosts(URI callback, URI publicUrl, Optional<Visit> visit) {
        Map<String, String> hosts = new LinkedHashMap<>();
        hosts.put(callback.getHost(), "where people sign in");
        hosts.putIfAbsent(publicUrl.getHost(), "PUBLIC_URL");
        settings.frontendUrl().ifPresent(url -> hosts.putIfAbsent(url.getHost(), "FRONTEND_URL"));
        visit.ifPresent(by -> hosts.putIfAbsent(by.host(), "by which this request came"));
        return hosts;
    }

    private Optional<Finding> uncovered(Map<String, String> hosts) {
        String origin = hosts.keySet().iterator().next();
        return hosts.entrySet().stream()
                .filter(host -> !isSentTo(host.getKey(), origin))
                .findFirst()
                .map(host -> uncovered(host.getKey(), host.getValue(), origin));
    }

    /** A cookie with no domain goes to the host alone that set it (RFC 6265, section 5.3). */
    private boolean isSentTo(String host, String origin) {
        return settings.cookieDomain()
                .map(domain -> Hosts.covers(domain, host))
                .orElseGet(() -> host.equalsIgnoreCase(origin));
    }

    private Finding uncovered(String host, String what, String origin) {
        String reach = settings.cookieDomain()
                .map(domain -> "COOKIE_DOMAIN is " + domain)
                .orElse("it goes to " + origin + " alone");
        String detail = "Browsers do not send the session cookie to " + host + " (" + what + "): " + reach + "."
                + ALMOST_ALWAYS;
        return Hosts.commonDomain(List.of(origin, host))
                .map(domain -> Finding.wrong(detail, "Set the domain above both:", "COOKIE_DOMAIN=." + domain))
                .orElseGet(() -> what.endsWith("came")
                        ? Finding.wrong(
                                detail,
                                "Open PUBLIC_URL instead. If you did, the proxy does not pass its name on. In nginx:",
                                "proxy_set_header Host $http_host;")
                        : Finding.wrong(detail, "No cookie can go to both: give them hosts below one domain."));
    }

    private Optional<Finding> otherScheme(Visit visit, URI publicUrl) {
        boolean secure = settings.secureCookies();
        if (secure && visit.scheme().equals("http") && !visit.withCookie()) {
            return Optional.of(Finding.wrong(
                    "This request came by http, as far as is known, but the session cookie is Secure, as PUBLIC_URL begins"
                            + " with https: browsers do not send it.",
                    "Let the proxy redirect http to https, and say by which it was asked. In nginx:",
                    "proxy_set_header X-Forwarded-Proto $scheme;"));
        }
        if (!secure && visit.scheme().equals("https")) {
            return Optional.of(Finding.wrong(
                    "This request came by https, but PUBLIC_URL begins with http: the session cookie is not Secure, and"
                            + " links in mails lead to http.",
                    "Set the address by which people come:",
                    "PUBLIC_URL=" + publicUrl.toString().replaceFirst("^http:", "https:")));
        }
        return Optional.empty();
    }

    private static Optional<Finding> otherHost(Visit visit, URI publicUrl) {
        return visit.host().equalsIgnoreCase(publicUrl.getHost())
                ? Optional.empty()
                : Optional.of(Finding.wrong(
                        "This request came by " + visit.host() + ", but PUBLIC_URL is " + publicUrl
                                + ": links in mails lead there.",
                        "Open PUBLIC_URL instead, or set the address by which people come:",
                        "PUBLIC_URL=" + visit.scheme() + "://" + visit.host()));
    }

    private Finding fits(URI callback, boolean visited) {
        String reach =
                settings.cookieDomain().map(domain -> "every host of " + domain).orElse(callback.getHost());
        return Finding.ok("The session cookie goes to " + reach + (settings.secureCookies() ? ", by https only" : "")
                + (visited ? ", and this request came so." : "; open /admin to hold a request against it."));
    }
}
