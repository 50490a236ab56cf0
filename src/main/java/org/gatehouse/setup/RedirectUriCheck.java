package org.gatehouse.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;
import org.gatehouse.setup.Probe.Reply;
import org.gatehouse.setup.Provider.Unusable;

/**
 * Whether our redirect URI is registered: asked to sign somebody in who is not there, without showing a page
 * ({@code prompt=none}, OpenID Connect Core 1.0, section 3.1.2.6), a provider sends the browser back with an error, but
 * only to an address that it knows.
 */
@ApplicationScoped
public class RedirectUriCheck implements SetupCheck {

    /** What it says of somebody who would have to be shown a page. Google's is {@code immediate_failed}, at times. */
    private static final Set<String> NOBODY_THERE = Set.of(
            "login_required",
            "interaction_required",
            "consent_required",
            "account_selection_required",
            "immediate_failed");

    private static final Pattern ERROR = Pattern.compile("[?&#]error=([a-z_]{1,40})");
    /** The example of RFC 7636, appendix B: nobody comes back with a code. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Inject
    Settings settings;

    @Inject
    Provider provider;

    @Inject
    Probe probe;

    @Override
    public Subject subject() {
        return Subject.REDIRECT_URI;
    }

    @Override
    public Finding look() throws IOException {
        Optional<OpenIdClient> client = settings.openIdClient();
        if (client.isEmpty()) {
            return Finding.notConfigured(
                    "There is nothing to register, as no OpenID Provider is configured.",
                    "It will be PUBLIC_URL + /api/auth/callback.");
        }
        try {
            URI endpoint = provider.discover(client.get().issuer()).authorization();
            return judge(probe.get(request(endpoint, client.get())), client.get());
        } catch (Unusable provider) {
            return Finding.unknown("The provider was not asked, as discovery does not work: mend that first.");
        }
    }

    private static URI request(URI endpoint, OpenIdClient client) {
        return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&")
                + "response_type=code&prompt=none&client_id=" + encode(client.clientId())
                + "&redirect_uri=" + encode(client.redirectUri().toString())
                + "&scope=" + encode(String.join(" ", client.scopes()))
                + "&state=" + UUID.randomUUID() + "&nonce=" + UUID.randomUUID()
                + "&code_challenge_method=S256&code_challenge=" + CHALLENGE);
    }

    private static Finding judge(Reply reply, OpenIdClient client) {
        String ours = client.redirectUri().toString();
        String location = reply.header("Location");
        boolean redirect = reply.status() / 100 == 3;
        if (redirect && location.startsWith(ours)) {
            return registered(ours, error(location));
        }
        if (reply.status() / 100 == 4 || (redirect && location.contains("rror="))) {
            return Finding.wrong(
                    "The provider answers with an error page (" + reply.status()
                            + ") instead of coming back to us: it does not know our redirect URI, or not our client "
                            + client.clientId() + ".",
                    "Register this redirect URI at the client, letter by letter:",
                    ours);
        }
        return Finding.unknown(
                "The provider answered " + reply.status()
                        + " and did not come back to us, so it cannot be told whether it knows our redirect URI.",
                "Registered has to be, letter by letter:",
                ours);
    }

    private static Finding registered(String ours, String error) {
        if (error.isEmpty() || NOBODY_THERE.contains(error)) {
            return Finding.ok(ours + " is registered: the provider comes back to it.");
        }
        return Finding.wrong(
                ours + " is registered, but the provider refuses our sign-in request with " + error + ".",
                error.equals("invalid_scope")
                        ? "Ask only for scopes that the client has, in OIDC_SCOPES."
                        : "Look into the provider's log, and whether its client may use the authorization code flow.");
    }

    private static String error(String location) {
        Matcher error = ERROR.matcher(location);
        return error.find() ? error.group(1) : "";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
