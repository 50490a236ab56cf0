package org.gatehouse.session;

import static java.util.stream.Collectors.toMap;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.page.FlashStore;
import org.gatehouse.settings.Settings;

/**
 * Keeps a flash message in a cookie: signed, so that nobody else can put words on our pages, and encrypted, as it may
 * hold a secret that the next page shows once.
 */
@RequestScoped
public class FlashCookie implements FlashStore {

    private static final String NAME = "gatehouse_flash";
    private static final String PURPOSE = "flash";
    /** Long enough to sign out at the provider and come back. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    @Inject
    SigningKeys keys;

    @Inject
    EncryptionKey encryption;

    @Inject
    Settings settings;

    @Inject
    HttpServletRequest request;

    @Override
    public void keep(Map<String, String> content) {
        set(encryption.encrypt(keys.sign(PURPOSE, content, LIFETIME)), LIFETIME.toSeconds());
    }

    @Override
    public Map<String, String> take() {
        Optional<String> cookie = Cookies.find(request, NAME);
        cookie.ifPresent(value -> set("", 0));
        return cookie.flatMap(encryption::decrypt)
                .flatMap(signed -> keys.verify(PURPOSE, signed))
                .map(FlashCookie::content)
                .orElse(Map.of());
    }

    private static Map<String, String> content(JWTClaimsSet claims) {
        return claims.getClaims().entrySet().stream()
                .filter(claim -> claim.getValue() instanceof String)
                .collect(toMap(Map.Entry::getKey, claim -> (String) claim.getValue()));
    }

    private void set(String value, long maxAge) {
        HttpServletResponse response = (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
        Cookies.add(response, NAME, value, request.getContextPath() + "/", maxAge, settings.secureCookies());
    }
}
