package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.gatehouse.testing.ReverseProxy;
import org.gatehouse.testing.ReverseProxy.Running;
import org.gatehouse.testing.Upstream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real nginx and the real Caddy tell Gatehouse, in the place of which something else listens here. */
@Tag("proxies")
class ForwardedHeadersIT {
    private static final Map<String, String> LIES = Map.of(
            "X-Forwarded-Host", "other.example.com",
            "X-Forwarded-Uri", "/public",
            "X-Forwarded-Method", "OPTIONS",
            "X-Forwarded-Proto", "gopher",
            "X-Original-URL", "https://other.example.com/public",
            "X-Original-URI", "/public");

    private static final Upstream GATEHOUSE = Upstream.start();
    private static final Upstream APPLICATION = Upstream.start();
    private static Map<ReverseProxy, Running> proxies;

    @BeforeAll
    static void start() {
        proxies = ReverseProxy.all(GATEHOUSE.address(), APPLICATION.address(), APPLICATION.address());
    }

    @AfterAll
    static void stop() {
        proxies.values().forEach(Running::close);
        GATEHOUSE.close();
        APPLICATION.close();
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void onTheApplicationsHostGatehouseIsToldOfARequestToItselfWhateverTheClientSays(ReverseProxy kind)
            throws Exception {
        var proxy = proxies.get(kind);

        var told = send(proxy.sales(), "/.gatehouse/sign-in?next=%2Freport", LIES);

        assertThat(told.at("/uri").asText()).isEqualTo("/.gatehouse/sign-in?next=%2Freport");
        assertThat(told.at("/method").asText()).isEqualTo("POST");
        assertThat(told.at("/length").asInt()).isEqualTo(7);
        assertThat(header(told, "host")).isEqualTo(proxy.host());
        assertThat(header(told, "x-forwarded-host")).isEqualTo(proxy.host());
        assertThat(header(told, "x-forwarded-uri")).isEqualTo("/.gatehouse/sign-in?next=%2Freport");
        assertThat(header(told, "x-forwarded-method")).isEqualTo("POST");
        assertThat(header(told, "x-forwarded-proto")).isEqualTo("http");
        assertThat(header(told, "x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(header(told, "cookie")).isEqualTo("gatehouse_app_1=x; a=1");
        assertThat(header(told, "x-original-url") + header(told, "x-original-uri"))
                .isEmpty();
        assertThat(APPLICATION.asked()).isZero();
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.class)
    void onGatehousesOwnHostNoClientSpeaksAsAProxy(ReverseProxy kind) throws Exception {
        var gate = proxies.get(kind).gate();

        var told = send(gate, "/.gatehouse/sign-in?next=%2Freport", LIES);

        assertThat(header(told, "x-forwarded-host")).isEqualTo(gate.getAuthority());
        assertThat(header(told, "x-forwarded-proto")).isEqualTo("http");
        assertThat(header(told, "x-forwarded-for")).isEqualTo("127.0.0.1");
        for (var name : new String[] {"x-forwarded-uri", "x-forwarded-method", "x-original-url", "x-original-uri"}) {
            assertThat(header(told, name)).as(name).isEmpty();
        }
    }

    private static JsonNode send(URI host, String uri, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(host + uri))
                .header("Cookie", "gatehouse_app_1=x; a=1")
                .POST(HttpRequest.BodyPublishers.ofString("token=x"));
        headers.forEach(request::header);
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static String header(JsonNode told, String name) {
        return told.at("/headers").path(name).asText();
    }
}
