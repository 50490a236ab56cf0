import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.testing.Keycloak;
import org.gatehouse.testing.PayaraMicro;
import org.gatehouse.testing.Ports;
import org.gatehouse.testing.Postgres;

/**
 * What Gatehouse adds to the code flow: the same requests to the same Keycloak once by a program that does nothing else, and once by way
 * of Gatehouse, in turns. And what 1,000 pending invitations add to that.
 */
public final class SignIns {
    private static final int WARMING = 15;
    private static final int TIMES = 25;
    private static final int INVITED = 8;
    private static final String SECRET = "demo-only-gatehouse-secret";
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Keycloak keycloak;
    private final URI gatehouse;
    private final Connection database;

    private SignIns(Keycloak keycloak, URI gatehouse, Connection database) {
        this.keycloak = keycloak;
        this.gatehouse = gatehouse;
        this.database = database;
    }

    public static void main(String[] none) throws Exception {
        var folder = Path.of("target", "bench", "keycloak");
        int port = Ports.free();
        var address = URI.create("http://localhost:" + port);
        var keycloak = Keycloak.start(folder, Ports.free(), address, Ports.free(), folder.resolve("keycloak.log"));
        try (var postgres = Postgres.start();
                var payara = PayaraMicro.start(port, "/", settings(address, keycloak, postgres), folder.resolve("payara.log"))) {
            keycloak.awaitReady();
            payara.awaitReady();
            letSignInQuickly(keycloak);
            new SignIns(keycloak, address, postgres.dataSource().getConnection()).run();
        }
        System.exit(0);
    }

    /** Who signs in once a second is kept out for a while otherwise. */
    private static void letSignInQuickly(Keycloak keycloak) throws Exception {
        var token = new Browser().post(keycloak.address() + "/realms/master/protocol/openid-connect/token", Map.of(
                "grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", "admin"));
        var bearer = token.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
        var changed = CLIENT.send(
                HttpRequest.newBuilder(URI.create(keycloak.address() + "/admin/realms/gatehouse"))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"bruteForceProtected\": false}"))
                        .build(),
                BodyHandlers.ofString());
        require(changed, 204);
    }

    private static Map<String, String> settings(URI gatehouse, Keycloak keycloak, Postgres postgres) {
        return Map.of(
                "PUBLIC_URL", gatehouse.toString(),
                "SECRET_KEY", Machines.SECRET_KEY,
                "OIDC_ISSUER", keycloak.issuer().toString(),
                "OIDC_CLIENT_ID", "gatehouse",
                "OIDC_CLIENT_SECRET", SECRET,
                "RATE_LIMIT_SIGN_INS", "1000000",
                "DATABASE_URL", postgres.url(),
                "DATABASE_USER", "postgres",
                "DATA_DIR", "target/bench/data");
    }

    private void run() throws Exception {
        List<Double> bare = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        for (int i = 0; i < WARMING + TIMES; i++) {
            double alone = bare();
            double withGatehouse = whole();
            if (i >= WARMING) {
                bare.add(alone);
                whole.add(withGatehouse);
            }
        }
        List<Double> none = new ArrayList<>();
        List<Double> thousand = new ArrayList<>();
        for (int i = 0; i < 1 + INVITED; i++) {
            double before = whole();
            invite(1_000);
            double invited = whole();
            if (i > 0) {
                none.add(before);
                thousand.add(invited);
            }
        }
        System.out.printf(
                Locale.ROOT,
                """
                | signing in, median ms | |
                |---|--:|
                | the code flow alone | %.1f |
                | by way of Gatehouse | %.1f |
                | added | %.1f |
                | with no pending invitation | %.1f |
                | with 1,000 pending invitations | %.1f |
                | ratio | %.2f |
                """,
                median(bare), median(whole), median(whole) - median(bare), median(none), median(thousand), median(thousand) / median(none));
    }

    /** The flow without Gatehouse: with PKCE, state and nonce, to the tokens. */
    private double bare() throws Exception {
        long begin = System.nanoTime();
        var browser = new Browser();
        var verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        var redirect = gatehouse + "/api/auth/callback";
        var form = browser.get(keycloak.issuer() + "/protocol/openid-connect/auth?" + encode(Map.of(
                "client_id", "gatehouse",
                "response_type", "code",
                "scope", "openid profile email",
                "redirect_uri", redirect,
                "state", UUID.randomUUID().toString(),
                "nonce", UUID.randomUUID().toString(),
                "code_challenge_method", "S256",
                "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash))));
        var code = CODE.matcher(location(browser.signIn(form)));
        if (!code.find()) {
            throw new IllegalStateException("no code");
        }
        var tokens = browser.post(keycloak.issuer() + "/protocol/openid-connect/token", Map.of(
                "grant_type", "authorization_code",
                "client_id", "gatehouse",
                "client_secret", SECRET,
                "redirect_uri", redirect,
                "code", code.group(1),
                "code_verifier", verifier));
        require(tokens, 200);
        return (System.nanoTime() - begin) / 1e6;
    }

    private double whole() throws Exception {
        long begin = System.nanoTime();
        var browser = new Browser();
        var form = browser.get(location(browser.get(gatehouse + "/api/auth/login")));
        var back = browser.get(location(browser.signIn(form)));
        if (!location(back).endsWith("/") && location(back).contains("error")) {
            throw new IllegalStateException("not signed in: " + location(back));
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private void invite(int organizations) throws Exception {
        try (var statement = database.createStatement()) {
            statement.execute("""
                    delete from organization where slug like 'invites-%%';
                    insert into organization (id, name, slug, created_at)
                    select gen_random_uuid(), 'Invites', 'invites-' || i, now() from generate_series(1, %d) i;
                    insert into invitation (id, organization_id, email, email_key, open_email, role, status, created_at, expires_at,
                      delivery, delivery_attempts)
                    select gen_random_uuid(), id, 'alice@example.com', 'alice@example.com', 'alice@example.com', 'viewer', 'OPEN', now(),
                      now() + interval '1 day', 'DELIVERED', 1 from organization where slug like 'invites-%%'""".formatted(organizations));
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new IllegalStateException(answer + answer.body()));
    }

    private static void require(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer + answer.body());
        }
    }

    private static double median(List<Double> all) {
        return all.stream().mapToDouble(each -> each).sorted().toArray()[all.size() / 2];
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Keeps cookies by hand: Keycloak's are {@code Secure}, which Java does not send to http://localhost. */
    private static final class Browser {
        private final Map<String, String> cookies = new TreeMap<>();

        HttpResponse<String> get(String address) throws Exception {
            return send(HttpRequest.newBuilder(URI.create(address)));
        }

        HttpResponse<String> post(String address, Map<String, String> fields) throws Exception {
            return send(HttpRequest.newBuilder(URI.create(address))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(encode(fields))));
        }

        /** With Keycloak's form. */
        HttpResponse<String> signIn(HttpResponse<String> page) throws Exception {
            var form = FORM.matcher(page.body());
            if (!form.find()) {
                throw new IllegalStateException("no form: " + page + page.body());
            }
            return post(form.group(1).replace("&amp;", "&"), Map.of("username", "alice", "password", "alice"));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
            if (!cookies.isEmpty()) {
                request.header("Cookie", cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")));
            }
            var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(cookie -> {
                var pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            });
            return answer;
        }
    }
}
