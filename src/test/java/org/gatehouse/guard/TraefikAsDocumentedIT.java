package org.gatehouse.guard;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Traefik is not run here: the requests are those that the documentation of its middleware ForwardAuth (version 3) describes,
 * and the shipped configuration is held against the same documentation.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TraefikAsDocumentedIT {
    private static final Pattern MATCHER = Pattern.compile("!?(Host|PathPrefix|PathRegexp)\\(`([^`]+)`\\)");

    private final String host = UUID.randomUUID() + ".example.com";
    private JsonNode configuration;
    private Team team;

    @BeforeEach
    void putAnApplicationBehind() throws Exception {
        configuration = new YAMLMapper()
                .readTree(Path.of("payara", "proxy", "traefik.yaml").toFile())
                .at("/http");
        team = Team.assemble();
        team.guard(host);
    }

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from guarded_app");
    }

    @Test
    void anyAnswerFrom200To299LetsInAndAllOthersAreTheVisitors() {
        assertThat(team.statuses(caller -> ask(caller, "POST", "/report?a=1", Map.of())))
                .containsExactly(401, 403, 204, 204, 204, 204);
        assertThat(team.statuses(caller -> ask(caller, "GET", "/public/x", Map.of())))
                .containsOnly(204);

        var browser = ask(team.nobody, "GET", "/report?a=1", Map.of("Accept", "text/html"));
        assertThat(browser.status()).isEqualTo(302);
        assertThat(browser.header("Location")).contains("report");
        var refusal = ask(team.outsider, "GET", "/report", Map.of("Accept", "text/html"));
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.response().body()).contains("is for those who are viewer or more in Team");
    }

    @Test
    void eachHeaderThatItCopiesIsInTheAnswer() {
        var copied = texts(configuration.at("/middlewares/guard/forwardAuth/authResponseHeaders"));
        assertThat(copied).hasSize(6);

        var cookies = "a=1; gatehouse_session=" + team.viewer.api().cookies().get("gatehouse_session");
        var known = ask(Newcomer.with("Cookie", cookies), "GET", "/report", Map.of());
        var unknown = ask(team.nobody, "GET", "/public", Map.of());
        for (var name : copied) {
            assertThat(known.header(name)).as(name).isNotEmpty();
            assertThat(unknown.response().headers().allValues(name)).as(name).containsExactly("");
        }
    }

    /** It passes on what the client sent besides, so the configuration removes these. */
    @Test
    void whatTheConfigurationRemovesWouldNotHaveHelped() {
        var removed = configuration.at("/middlewares/spellings/headers/customRequestHeaders");
        assertThat(removed).allMatch(value -> value.asText().isEmpty());
        for (var name : List.of("X-Original-URL", "X-Original-URI")) {
            assertThat(removed.has(name)).as(name).isTrue();
            var lie = name.endsWith("I") ? "/public" : "https://" + host + "/public";
            assertThat(ask(team.outsider, "GET", "/report", Map.of(name, lie)).status())
                    .as(name)
                    .isEqualTo(403);
        }
    }

    @Test
    void theConfigurationNamesWhatTheDocumentationNames() {
        assertThat(names(configuration)).containsExactlyInAnyOrder("routers", "middlewares", "services");
        var guard = configuration.at("/middlewares/guard/forwardAuth");
        assertThat(names(guard)).containsExactlyInAnyOrder("address", "trustForwardHeader", "authResponseHeaders");
        assertThat(guard.at("/trustForwardHeader").isBoolean()).isTrue();
        assertThat(guard.at("/trustForwardHeader").asBoolean()).isFalse();
        for (var router : configuration.at("/routers")) {
            assertThat(names(router)).isSubsetOf("rule", "middlewares", "service", "tls");
            assertThat(names(configuration.at("/middlewares"))).containsAll(texts(router.at("/middlewares")));
            assertThat(names(configuration.at("/services")))
                    .contains(router.at("/service").asText());
            assertThat(MATCHER.matcher(router.at("/rule").asText())
                            .replaceAll("x")
                            .split(" && ", -1))
                    .containsOnly("x");
        }
        for (var service : configuration.at("/services")) {
            assertThat(names(service)).containsExactly("loadBalancer");
            assertThat(URI.create(service.at("/loadBalancer/servers/0/url").asText()))
                    .hasScheme("http");
        }
    }

    @Test
    void allOfTheApplicationIsAskedAboutButGatehousesOwnAddresses() {
        var routers = configuration.at("/routers");
        assertThat(texts(routers.at("/sales/middlewares"))).containsExactly("spellings", "guard", "secrets");
        var own = MATCHER.matcher(routers.at("/sales-gatehouse/rule").asText())
                .results()
                .filter(match -> match.group(1).equals("PathRegexp"))
                .map(match -> Pattern.compile(match.group(2)))
                .findFirst()
                .orElseThrow();
        assertThat(own.matcher("/.gatehouse/sign-in").find()).isTrue();
        for (var other : List.of("/.gatehouse/..;/login", "/.gatehouse/../login", "/x/.gatehouse/y", "/.gatehouse")) {
            assertThat(own.matcher(other).find()).as(other).isFalse();
        }
        assertThat(routers.at("/sales/rule").asText()).endsWith(" && !PathPrefix(`/.gatehouse/`)");
        assertThat(routers.at("/sales-gatehouse/service").asText()).isEqualTo("gatehouse");
    }

    /** By GET, without a body, with the client's headers and these. */
    private Answer ask(Newcomer caller, String method, String uri, Map<String, String> headers) {
        var address = URI.create(
                configuration.at("/middlewares/guard/forwardAuth/address").asText());
        var all = new HashMap<>(headers);
        all.put("X-Forwarded-Method", method);
        all.put("X-Forwarded-Proto", "https");
        all.put("X-Forwarded-Host", host);
        all.put("X-Forwarded-Port", "443");
        all.put("X-Forwarded-Uri", uri);
        all.put("X-Forwarded-For", "203.0.113.7");
        return caller.get(TestEnvironment.gatehouse() + address.getPath() + "?" + address.getQuery(), all);
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(toSet());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
