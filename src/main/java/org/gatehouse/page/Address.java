package org.gatehouse.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The address the visitor is on, as the browser shows it, and the ways from there. */
@Named
@RequestScoped
public class Address {

    /** Request attributes by which the route tells what the address names. */
    public static final String ID = "org.gatehouse.page.id";

    public static final String TOKEN = "org.gatehouse.page.token";

    public static final String APP = "org.gatehouse.page.app";

    @Inject
    HttpServletRequest request;

    /** The organization that the address names. */
    public UUID getId() {
        return findId().orElseThrow(() -> new IllegalStateException("This address names no organization"));
    }

    public Optional<UUID> findId() {
        return Optional.ofNullable((UUID) request.getAttribute(ID));
    }

    /** The application that the address names. */
    public UUID getApp() {
        return findApp().orElseThrow(() -> new IllegalStateException("This address names no application"));
    }

    public Optional<UUID> findApp() {
        return Optional.ofNullable((UUID) request.getAttribute(APP));
    }

    /** The token of an invitation or a link in the address. */
    public String getToken() {
        return (String) Objects.requireNonNull(request.getAttribute(TOKEN), "This address has no token");
    }

    /** Path and query, context root included. */
    public String getHere() {
        return here(request);
    }

    /** {@link #getHere()} without its query. */
    public String getPath() {
        return path(request);
    }

    /** The address of one of our paths, e.g. {@code /account}. */
    public String of(String path) {
        return request.getContextPath() + path;
    }

    /** This address with one parameter more, or changed, or, without a value, gone. */
    public String with(String name, @Nullable Object value) {
        String query = Stream.concat(
                        parameters(request).filter(parameter -> !name(parameter).equals(name)),
                        Optional.ofNullable(value).map(given -> name + "=" + encode(given)).stream())
                .collect(joining("&"));
        return query.isEmpty() ? getPath() : getPath() + "?" + query;
    }

    public static String encode(Object value) {
        return URLEncoder.encode(String.valueOf(value), UTF_8);
    }

    /** Ends the request: the browser goes on to one of our paths. */
    public void go(String path) {
        leaveTo(of(path));
    }

    /** Ends the request: the browser goes on to an address as it stands. */
    public void leaveTo(String address) {
        try {
            FacesContext.getCurrentInstance().getExternalContext().redirect(address);
        } catch (IOException browserGone) {
            throw new UncheckedIOException(browserGone);
        }
    }

    /** {@link #getHere()} of any request, also of one that was forwarded. */
    public static String here(HttpServletRequest request) {
        String query = query(request);
        return query == null ? path(request) : path(request) + "?" + query;
    }

    /** How the parameters in the address of a request are called, each as often as it stands there. */
    public static Stream<String> parameterNames(HttpServletRequest request) {
        return parameters(request).map(Address::name).map(Address::decode);
    }

    private static Stream<String> parameters(HttpServletRequest request) {
        String query = query(request);
        return query == null ? Stream.empty() : Arrays.stream(query.split("&"));
    }

    private static String name(String parameter) {
        return parameter.replaceFirst("=.*", "");
    }

    private static String decode(String name) {
        try {
            return URLDecoder.decode(name, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return name;
        }
    }

    private static String path(HttpServletRequest request) {
        return Objects.requireNonNullElse(
                (String) request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI), request.getRequestURI());
    }

    private static @Nullable String query(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) == null
                ? request.getQueryString()
                : (String) request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
    }
}
