package org.gatehouse.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** What Keycloak issues to a client of ours that asks for tokens itself, as a front end or a script would. */
public record Tokens(String access, String id, String refresh) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern FORM_ACTION = Pattern.compile("action=\"([^\"]+)\"");
    /** The example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /** Somebody of the realm, by the authorization code flow, which Gatehouse takes no part in. */
    public static Tokens of(String name) throws IOException, InterruptedException {
        var settings = TestEnvironment.settings();
        var endpoints = settings.get("OIDC_ISSUER") + "/protocol/openid-connect";
        var browser = Api.anonymous();
        var form = FORM_ACTION.matcher(browser.get(endpoints + "/auth?response_type=code&scope=openid%20profile%20email"
                        + "&client_id=gatehouse&code_challenge_method=S256&code_challenge=" + CHALLENGE
                        + "&redirect_uri=" + encode(settings.get("OIDC_REDIRECT_URI")))
                .body());
        form.find();
        var back = browser.postForm(form.group(1).replace("&amp;", "&"), Map.of("username", name, "password", name));
        var code = CODE.matcher(back.headers().firstValue("Location").orElseThrow());
        code.find();
        var answer = JSON.readTree(Api.anonymous()
                .postForm(
                        URI.create(endpoints + "/token").toString(),
                        Map.of(
                                "grant_type", "authorization_code",
                                "code", code.group(1),
                                "redirect_uri", settings.get("OIDC_REDIRECT_URI"),
                                "client_id", settings.get("OIDC_CLIENT_ID"),
                                "client_secret", settings.get("OIDC_CLIENT_SECRET"),
                                "code_verifier", VERIFIER))
                .body());
        return new Tokens(
                answer.get("access_token").asText(),
                answer.get("id_token").asText(),
                answer.get("refresh_token").asText());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
