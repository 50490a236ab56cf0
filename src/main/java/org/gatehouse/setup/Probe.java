package org.gatehouse.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks by HTTP, once, with little patience, and follows no redirect: what is there now is what counts. */
@ApplicationScoped
public class Probe {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final int LARGEST = 256 * 1024;

    private HttpClient client;

    @PostConstruct
    void start() {
        client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    Reply get(URI address) throws IOException {
        return send(HttpRequest.newBuilder(address).GET());
    }

    /** @param authorization the value of that header; empty for none */
    Reply postForm(URI address, String form, String authorization) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form));
        return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new Reply(
                        response.statusCode(), response.headers(), new String(body.readNBytes(LARGEST), UTF_8));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Why there was no answer, in words. */
    static String reason(IOException failure) {
        return switch (failure.getClass().getSimpleName()) {
            case "ConnectException" -> "nobody listens there, or its name is not known here";
            case "HttpConnectTimeoutException", "HttpTimeoutException" -> "no answer within 4 seconds";
            case "SSLHandshakeException", "SSLException" -> "its certificate is not trusted here, or it speaks no TLS";
            default -> failure.getClass().getSimpleName();
        };
    }

    record Reply(int status, HttpHeaders headers, String body) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }
}
