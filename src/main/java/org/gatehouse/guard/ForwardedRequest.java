package org.gatehouse.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.settings.Settings;

/**
 * The request that a reverse proxy asks about. Proxies tell it in {@code X-Forwarded-Method}, {@code -Proto}, {@code -Host} and
 * {@code -Uri}, some in {@code X-Original-URL} or {@code X-Original-URI}; where several do, they have to agree: one of them may
 * be the client's.
 *
 * @param method in upper case; {@code GET} where it is not told
 * @param host in lower case, with its port if it is not the usual one
 * @param uri path and query as the client sent them
 */
record ForwardedRequest(String method, String host, String uri) {

    /** Where it is kept for whoever reads it later. */
    private static final String READ = ForwardedRequest.class.getName();

    private static final Pattern ADDRESS = Pattern.compile("(https?)://([^/?#]+)(/.*)");
    private static final Pattern HOST = Pattern.compile("[\\w.-]+(:\\d{1,5})?|\\[[\\da-fA-F:.]+](:\\d{1,5})?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z-]{1,32}");

    /** @throws ForbiddenProblem if no trusted proxy asks, or it does not say clearly what is asked about */
    static ForwardedRequest of(HttpServletRequest request, Settings settings) {
        requireTrusted(request, settings);
        if (request.getAttribute(READ) instanceof ForwardedRequest known) {
            return known;
        }
        ForwardedRequest read = of(headersOf(request));
        request.setAttribute(READ, read);
        return read;
    }

    /**
     * The host alone, of a request that the proxy passes on to us.
     *
     * @throws ForbiddenProblem if no trusted proxy says clearly which it is
     */
    static String host(HttpServletRequest request, Settings settings) {
        requireTrusted(request, settings);
        Function<String, List<String>> headers = headersOf(request);
        return host(one(headers.apply("X-Forwarded-Proto")), one(headers.apply("X-Forwarded-Host")));
    }

    private static void requireTrusted(HttpServletRequest request, Settings settings) {
        if (!settings.isTrustedProxy(request.getRemoteAddr())) {
            throw new ForbiddenProblem("Only a reverse proxy that TRUSTED_PROXIES names is answered here.");
        }
    }

    private static Function<String, List<String>> headersOf(HttpServletRequest request) {
        return name -> Collections.list(request.getHeaders(name));
    }

    /** @param headers all values of a header, by its name */
    static ForwardedRequest of(Function<String, List<String>> headers) {
        Function<String, Optional<String>> one = name -> one(headers.apply(name));
        Optional<Matcher> address = one.apply("X-Original-URL").map(ForwardedRequest::address);
        Optional<String> scheme = agreed(one.apply("X-Forwarded-Proto"), address.map(parts -> parts.group(1)));
        Optional<String> host = agreed(one.apply("X-Forwarded-Host"), address.map(parts -> parts.group(2)));
        Optional<String> uri = agreed(
                agreed(one.apply("X-Forwarded-Uri"), one.apply("X-Original-URI")),
                address.map(parts -> parts.group(3)));
        return new ForwardedRequest(
                formed(WORD, one.apply("X-Forwarded-Method").orElse("GET")).toUpperCase(Locale.ROOT),
                host(scheme, host),
                uri.orElseThrow(ForwardedRequest::unclear));
    }

    private static String host(Optional<String> scheme, Optional<String> host) {
        return withoutUsualPort(scheme.orElse(""), formed(HOST, host.orElse("")).toLowerCase(Locale.ROOT));
    }

    private static Optional<String> one(List<String> values) {
        if (values.size() > 1) {
            throw unclear();
        }
        return values.stream().findFirst();
    }

    private static Matcher address(String url) {
        Matcher parts = ADDRESS.matcher(url);
        if (!parts.matches()) {
            throw unclear();
        }
        return parts;
    }

    private static Optional<String> agreed(Optional<String> one, Optional<String> other) {
        if (one.isPresent() && other.isPresent() && !one.equals(other)) {
            throw unclear();
        }
        return one.or(() -> other);
    }

    private static String formed(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw unclear();
        }
        return text;
    }

    /** As browsers write a host. */
    private static String withoutUsualPort(String scheme, String host) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> without(":443", host);
            case "http", "ws" -> without(":80", host);
            default -> host;
        };
    }

    private static String without(String port, String host) {
        return host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
    }

    private static ForbiddenProblem unclear() {
        return new ForbiddenProblem("The reverse proxy does not say clearly what is asked for. Let it set"
                + " X-Forwarded-Method, X-Forwarded-Proto, X-Forwarded-Host and X-Forwarded-Uri itself.");
    }
}
