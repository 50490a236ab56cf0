package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is sent as the password in {@code Authorization: Basic}, in UTF-8 (RFC 7617). The user's name may be any. */
public final class BasicPassword {

    private static final Pattern HEADER = Pattern.compile("Basic(?:\\s+(.*))?", Pattern.CASE_INSENSITIVE);

    private BasicPassword() {}

    /** The password, empty where it cannot be read; absent where the header is absent or of another scheme. */
    public static Optional<String> read(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .map(HEADER::matcher)
                .filter(Matcher::matches)
                .map(header -> Optional.ofNullable(header.group(1)).orElse("").strip())
                .map(BasicPassword::decode);
    }

    private static String decode(String credentials) {
        try {
            String userAndPassword = new String(Base64.getDecoder().decode(credentials), UTF_8);
            return userAndPassword.substring(userAndPassword.indexOf(':') + 1);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }
}
