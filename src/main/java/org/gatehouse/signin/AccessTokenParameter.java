package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;

/**
 * {@code ?access_token=} in an address. It is read from the query alone: the body is for whom it was sent to.
 *
 * @param value the token; empty where it cannot be read, or where there are several
 * @param address path and query without it
 */
public record AccessTokenParameter(String value, String address) {

    private static final String NAME = "access_token";

    static Optional<AccessTokenParameter> read(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? Optional.empty() : in(request.getRequestURI() + "?" + query);
    }

    /** @param address path and query */
    public static Optional<AccessTokenParameter> in(String address) {
        int mark = address.indexOf('?');
        if (mark == -1 || address.indexOf(NAME, mark) == -1) {
            return Optional.empty();
        }
        List<String> parameters = List.of(address.substring(mark + 1).split("&"));
        List<String> tokens =
                parameters.stream().filter(AccessTokenParameter::isToken).toList();
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        String others =
                parameters.stream().filter(not(AccessTokenParameter::isToken)).collect(joining("&"));
        return Optional.of(new AccessTokenParameter(
                tokens.size() == 1 ? decode(tokens.get(0).substring(NAME.length())) : "",
                address.substring(0, mark) + (others.isEmpty() ? "" : "?" + others)));
    }

    private static boolean isToken(String parameter) {
        return parameter.equals(NAME) || parameter.startsWith(NAME + "=");
    }

    private static String decode(String equalsAndValue) {
        try {
            return URLDecoder.decode(equalsAndValue, UTF_8).replaceFirst("^=", "");
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
