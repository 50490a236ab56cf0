package org.gatehouse.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program that talks to Gatehouse by HTTP with cookies of its own, and never follows a redirect by itself. What the API
 * answers it, whatever the test is about, has to be as {@link OpenApi} describes it:
 *
 * <pre>
 * var alice = Api.signedInAs("alice");
 * assertThat(alice.get("/api/auth/me").statusCode()).isEqualTo(200);
 * </pre>
 */
public final class Api {
    /** By HTTP/1.1, as proxies talk to Gatehouse: over HTTP/2, Payara answers one request that is too long for all. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Pattern FORM_ACTION = Pattern.compile("action=\"([^\"]+)\"");

    /** Kept by hand: Keycloak marks its cookies {@code Secure}, and Java would not send those to http://localhost. */
    private final Map<String, String> cookies = new TreeMap<>();

    private final Map<String, String> headers = new TreeMap<>();

    private Api() {}

    public static Api anonymous() {
        return new Api();
    }

    /** A program that sends this header with each request, e.g. {@code X-API-Key}. */
    public static Api with(String header, String value) {
        var api = new Api();
        api.headers.put(header, value);
        return api;
    }

    /** Somebody of the realm, through Keycloak's form. */
    public static Api signedInAs(String name) throws IOException, InterruptedException {
        var api = new Api();
        var form = api.follow(api.get("/api/auth/login"));
        var action = FORM_ACTION.matcher(form.body());
        if (!action.find()) {
            throw new AssertionError("no form to sign in at " + form.uri() + ":\n" + form.body());
        }
        api.follow(api.postForm(action.group(1).replace("&amp;", "&"), Map.of("username", name, "password", name)));
        return api;
    }

    /** @param address relative to Gatehouse's, or absolute */
    public HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(request(address).GET());
    }

    public HttpResponse<String> get(String address, Map<String, String> headers)
            throws IOException, InterruptedException {
        return request("GET", address, "", headers);
    }

    /** With headers of one's own beside, or instead of, {@code Content-Type: application/json}. */
    public HttpResponse<String> request(String method, String address, String json, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = request(address)
                .header("Content-Type", "application/json")
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        headers.forEach(request::setHeader);
        return send(request);
    }

    public HttpResponse<String> delete(String address) throws IOException, InterruptedException {
        return send(request(address).DELETE());
    }

    public HttpResponse<String> post(String address, String json) throws IOException, InterruptedException {
        return send("POST", address, json);
    }

    /** @param method such as {@code PUT} or {@code PATCH} */
    public HttpResponse<String> send(String method, String address, String json)
            throws IOException, InterruptedException {
        return send(request(address)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    /** What is no JSON; its type is one of the headers. */
    public HttpResponse<String> upload(String address, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = request(address).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request);
    }

    public HttpResponse<String> postForm(String address, Map<String, String> fields)
            throws IOException, InterruptedException {
        var body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** By name; those of Gatehouse and of Keycloak together. May be changed. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Goes there as a browser does, wherever that leads. */
    public HttpResponse<String> browse(String address) throws IOException, InterruptedException {
        return follow(get(address));
    }

    private HttpResponse<String> follow(HttpResponse<String> response) throws IOException, InterruptedException {
        var last = response;
        while (last.headers().firstValue("Location").isPresent()) {
            var location = last.headers().firstValue("Location").get();
            last = get(last.uri().resolve(location).toString());
        }
        return last;
    }

    private static HttpRequest.Builder request(String address) {
        var uri = URI.create(address);
        return HttpRequest.newBuilder(uri.isAbsolute() ? uri : URI.create(TestEnvironment.gatehouse() + address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var response = CLIENT.send(request.build(), BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        if (response.uri().getPath().contains("/api/")) {
            OpenApi.requireDescribed(response);
        }
        return response;
    }

    private void keep(String setCookie) {
        var cookie = setCookie.split(";", 2);
        var nameAndValue = cookie[0].split("=", 2);
        if (nameAndValue[1].isEmpty() || cookie[1].contains("Max-Age=0")) {
            cookies.remove(nameAndValue[0]);
        } else {
            cookies.put(nameAndValue[0], nameAndValue[1]);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
