package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.inject.Inject;
import jakarta.servlet.Servlet;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.tools.ToolProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.FakeProvider;
import org.gatehouse.testing.PayaraMicro;
import org.gatehouse.testing.Ports;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The classes that {@code docs/custom-authentication.md} shows, as they stand there, in a jar in the WAR. */
class CustomAuthenticationIT {
    private static final Path DOCUMENT = Path.of("docs", "custom-authentication.md");
    private static final Pattern SOURCE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("public class (\\w+)");
    private static final Pattern FAILURE =
            Pattern.compile("Page failed \\[(\\w+)]\\s+\\S+: the directory does not answer");
    private static final Path CLASSES = Path.of("target", "gatehouse-classes.jar");
    private static final Path FOLDER = Path.of("target", "it", "custom");

    private static final String HEADER = "X-Legacy-User";
    private static final String ME = "/api/auth/me";
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String PREVIOUS_ISSUER = "https://before.example.com";

    private static FakeProvider provider;
    private static PayaraMicro payara;

    private final Api api = Api.anonymous();

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, SQLException {
        provider = FakeProvider.start();
        TestEnvironment.postgres().create("custom");
        var port = Ports.free();
        var settings = new HashMap<>(Map.of(
                "PUBLIC_URL",
                "http://localhost:" + port,
                "SECRET_KEY",
                "custom-ways-for-tests-0123456789abcdef0123456789",
                "OIDC_ISSUER",
                provider.issuer(),
                "OIDC_CLIENT_ID",
                FakeProvider.CLIENT_ID,
                "OIDC_CLIENT_SECRET",
                FakeProvider.CLIENT_SECRET,
                "OIDC_PREVIOUS_ISSUER",
                PREVIOUS_ISSUER,
                "DATABASE_URL",
                TestEnvironment.postgres().url("custom"),
                "DATABASE_USER",
                "postgres",
                "GUARDED_APPS_FILE",
                apps().toString(),
                "LEGACY_PEOPLE_FILE",
                people().toString()));
        settings.put("TRUSTED_PROXIES", "127.0.0.1");
        settings.put("CORS_ORIGINS", "https://app.example.com");
        payara = PayaraMicro.start(warWith(jar()), port, "/", settings, FOLDER.resolveSibling("custom.log"));
        payara.awaitReady();
    }

    @AfterAll
    static void stop() {
        payara.close();
        provider.close();
    }

    @Test
    void whoTheGatewaySaysIsWhoComes() throws Exception {
        var me = as("ann", ME);

        assertThat(me.text("/method")).isEqualTo("custom");
        assertThat(me.text("/user/email")).isEqualTo("ann@example.com");
        assertThat(me.json().at("/authenticated").asBoolean()).isTrue();
        assertThat(me.json().at("/administrator").asBoolean()).isFalse();
        assertThat(as("ann", ME).text("/user/id")).isEqualTo(me.text("/user/id"));
        assertThat(as("ann", "/api/orgs").texts("name")).contains("ann's Space");
        var account = get("/account", Map.of(HEADER, "ann", "Accept", BROWSER));
        assertThat(account.status()).isEqualTo(200);
        assertThat(account.response().body()).contains("ann@example.com");
        assertThat(account.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whoComesWithoutTheHeaderIsNobodyAndIsShownTheLoginPageOfTheJar() throws Exception {
        assertThat(get(ME, Map.of()).text("/method")).isEqualTo("anonymous");
        assertThat(get("/api/orgs", Map.of()).status()).isEqualTo(401);

        var sent = get("/account?x=1", Map.of("Accept", BROWSER));
        assertThat(sent.header("Location")).endsWith("/login?next=%2Faccount%3Fx%3D1");
        var page = get(sent.header("Location"), Map.of("Accept", BROWSER));
        assertThat(page.response().body()).contains("Sign in as you always did");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void nobodyElseIsBelieved() throws Exception {
        assertThat(from(InetAddress.getLoopbackAddress(), "ann")).contains("\"custom\"", "ann@example.com");
        assertThat(from(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), "ann"))
                .contains("\"anonymous\"")
                .doesNotContain("ann@example.com");
        assertThat(as("stranger", ME).text("/method")).isEqualTo("anonymous");
    }

    @Test
    void theSameAddressAtTheProviderIsSomebodyElse() throws Exception {
        var atProvider = get(ME, Map.of("Authorization", "Bearer " + token("ann")));
        assertThat(atProvider.text("/method")).isEqualTo("bearer");
        assertThat(atProvider.text("/user/email")).isEqualTo("ann@example.com");

        var here = as("ann", ME);

        assertThat(here.text("/user/email")).isEqualTo("ann@example.com");
        assertThat(here.text("/user/id")).isNotEqualTo(atProvider.text("/user/id"));
        assertThat(as("ann", "/api/orgs").texts("id"))
                .doesNotContainAnyElementsOf(get("/api/orgs", Map.of("Authorization", "Bearer " + token("ann")))
                        .texts("id"));
    }

    @Test
    void whoWasKnownAtThePreviousIssuerIsNotTakenOver() throws Exception {
        sql(
                "insert into app_user (id, issuer, subject, email, email_key, email_verified, name, created_at, last_sign_in_at)"
                        + " values (gen_random_uuid(), '" + PREVIOUS_ISSUER
                        + "', 'old', 'bea@example.com', 'bea@example.com', true, 'Old Bea', now(), now())");

        assertThat(as("bea", ME).text("/user/name")).isEqualTo("bea");

        assertThat(sql("update app_user set name = name where issuer = '" + PREVIOUS_ISSUER + "' and subject = 'old'"))
                .isOne();
    }

    @Test
    void theWaysInOfOldStillWork() throws Exception {
        provider.person(Map.of("sub", "pat", "email", "pat@example.com", "email_verified", true, "name", "Pat"));

        var home = api.browse(payara.address() + "/api/auth/login?next=/account");

        assertThat(home.uri().getPath()).isEqualTo("/account");
        assertThat(get(ME, Map.of()).text("/user/email")).isEqualTo("pat@example.com");
        assertThat(get(ME, Map.of()).text("/method")).isEqualTo("session");
        assertThat(new Answer(Api.with("Authorization", "Bearer nonsense").get(payara.address() + ME)).status())
                .isEqualTo(401);
    }

    @Test
    void theJarsOwnFormBeginsASessionLikeAnyOther() throws Exception {
        var entered = enter("/login?next=/account", "ann", "old secret", Map.of());

        assertThat(entered.status()).isEqualTo(302);
        assertThat(entered.header("Location")).isEqualTo(payara.address() + "/account");
        assertThat(entered.header("Set-Cookie")).contains("HttpOnly; SameSite=Lax");
        assertThat(get(ME, Map.of()).text("/method")).isEqualTo("session");
        assertThat(get(ME, Map.of()).text("/user/id")).isEqualTo(as("ann", ME).text("/user/id"));
        assertThat(get("/api/sessions", Map.of()).texts("method")).contains("custom");

        var signedOut = new Answer(api.post(payara.address() + "/api/auth/logout", "{}"));
        assertThat(signedOut.json().has("logout_url")).isFalse();
        assertThat(get(ME, Map.of()).text("/method")).isEqualTo("anonymous");
    }

    @Test
    void theJarsOwnFormNeverLeadsToAnotherHost() throws Exception {
        assertThat(enter("/login?next=//evil.example.com", "ann", "old secret", Map.of())
                        .header("Location"))
                .isEqualTo(payara.address() + "/");
    }

    @Test
    void aWrongPasswordIsToldOnThePageOfTheJar() throws Exception {
        var refused = enter("/login", "ann", "wrong", Map.of());

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.response().body()).contains("Name or password is wrong");
        assertThat(api.cookies()).isEmpty();
    }

    @Test
    void anotherSiteCannotFillInTheJarsForm() throws Exception {
        for (var header : Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example.com")
                .entrySet()) {
            var refused = enter("/login", "ann", "old secret", Map.of(header.getKey(), header.getValue()));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(api.cookies()).isEmpty();
        }
    }

    @Test
    void whoTriesTooOftenWaitsAndTheNeighboursDoNot() throws Exception {
        var network = Map.of("X-Forwarded-For", "192.0.2.9", "Accept", BROWSER);
        for (int i = 0; i < 10; i++) {
            assertThat(enter("/login", "ann", "guess", network).status()).isEqualTo(401);
        }

        var page = enter("/login", "ann", "old secret", network);
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Retry-After")).matches("\\d+");
        assertThat(page.response().body()).contains("There were too many tries from your network. Wait ");
        var program = enter("/login", "ann", "old secret", Map.of("X-Forwarded-For", "192.0.2.9"));
        assertThat(program.problem()).isEqualTo("too-many-requests");
        assertThat(enter("/login", "ann", "old secret", Map.of("X-Forwarded-For", "192.0.2.10"))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void theGuardSeesWhoComesToo() throws Exception {
        var passed = verify("GET", "ann");

        assertThat(passed.status()).isEqualTo(204);
        assertThat(passed.header("Remote-Email")).isEqualTo("ann@example.com");
        assertThat(passed.header("Remote-User")).isEqualTo(as("ann", ME).text("/user/id"));
        assertThat(get("/api/guard/verify", forwarded("GET")).status()).isEqualTo(401);
    }

    @Test
    void theRuleOfTheJarRefusesOnPagesInTheApiAndAtTheGuard() throws Exception {
        assertThat(as("con", "/api/orgs").status()).isEqualTo(200);
        var api = request("POST", "/api/orgs", "{\"name\":\"X\",\"slug\":\"x\"}", Map.of(HEADER, "con"));
        assertThat(api.status()).isEqualTo(403);
        assertThat(api.problem()).isEqualTo("forbidden");
        assertThat(api.text("/detail")).startsWith("Contractors only read here.");
        var page = request("POST", "/orgs/new", "", Map.of(HEADER, "con", "Accept", BROWSER));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.response().body()).contains("Contractors only read here.");
        assertThat(verify("POST", "con").status()).isEqualTo(403);
        assertThat(verify("GET", "con").status()).isEqualTo(204);

        assertThat(request("POST", "/api/auth/logout", "{}", Map.of(HEADER, "con"))
                        .status())
                .as("their own")
                .isEqualTo(200);
        assertThat(request(
                                "POST",
                                "/api/orgs",
                                "{\"name\":\"X\",\"slug\":\"x-" + System.nanoTime() + "\"}",
                                Map.of(HEADER, "ann"))
                        .status())
                .as("no contractor")
                .isEqualTo(201);
    }

    @Test
    void aRuleHasThePathAsItIsReadAndNotAsItIsSpelt() throws Exception {
        for (var path : List.of(
                "/api/users/me/export",
                "/api/users/m%65/export",
                "/api/users/me;x=1/export",
                "/api/users//me/export",
                "/api/x/../users/me/export",
                "/api/users/me%2Fexport")) {
            assertThat(as("ann", path).status()).as(path).isIn(400, 403);
        }
        for (var path : List.of("/", "/account", "/orgs/new", "/login", "/api/users/me", "/api/orgs?q=a%2Fb;c")) {
            assertThat(as("ann", path).status()).as(path).isEqualTo(200);
        }
        var script = get("/api/users/me/export", Map.of(HEADER, "ann", "Origin", "https://app.example.com"));
        assertThat(script.header("Access-Control-Allow-Origin"))
                .as("it is told why")
                .isEqualTo("https://app.example.com");
        assertThat(script.text("/detail")).isEqualTo("There is nothing to export here.");
    }

    @Test
    void aRuleThatFailsLetsNobodyThrough() throws Exception {
        assertThat(get("/invitations/broken", Map.of("Accept", BROWSER)).status())
                .isEqualTo(500);
        assertThat(get("/invitations/broken", Map.of()).status()).isEqualTo(500);
    }

    @Test
    void anAuthenticatorThatFailsLetsNobodyIn() throws Exception {
        var page = get("/account", Map.of("X-Odd", "throw", "Accept", BROWSER));
        assertThat(page.status()).isEqualTo(500);
        assertThat(page.response().body())
                .contains("Something went wrong on our side")
                .doesNotContain("Exception");
        var number = FAILURE.matcher(log());
        assertThat(number.find()).isTrue();
        assertThat(page.response().body()).contains(number.group(1));
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");

        for (var path : List.of(ME, "/account", "/api/guard/verify")) {
            var program = failing(path);
            assertThat(program.status()).as(path).isEqualTo(500);
            assertThat(program.problem()).as(path).isEqualTo("unexpected");
        }
    }

    @Test
    void aNameThatNobodyHasIsNobodys() throws Exception {
        assertThat(as("x".repeat(300), ME).text("/method")).isEqualTo("anonymous");
        assertThat(as("", ME).text("/method")).isEqualTo("anonymous");
    }

    @Test
    void aProblemOfAnAuthenticatorIsToldAsOurs() throws Exception {
        var program = get(ME, Map.of("X-Odd", "refuse"));
        assertThat(program.status()).isEqualTo(401);
        assertThat(program.text("/detail")).isEqualTo("This badge does not hold.");

        var page = get("/account", Map.of("X-Odd", "refuse", "Accept", BROWSER));
        assertThat(page.status()).isEqualTo(401);
        assertThat(page.response().body()).contains("This badge does not hold.");
    }

    @Test
    void whatAnAuthenticatorAnswersItselfIsProtectedAsWell() throws Exception {
        var answered = get("/anything", Map.of("X-Odd", "answer"));

        assertThat(answered.response().body()).isEqualTo("answered");
        assertThat(answered.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(answered.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(request("POST", "/anything", "", Map.of("X-Odd", "answer", "Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoIsDisabledIsRefusedAtOnce() throws Exception {
        var id = as("dis", ME).text("/user/id");

        sql("update app_user set disabled_at = now() where id = '" + id + "'");

        assertThat(as("dis", ME).status()).isEqualTo(403);
        assertThat(enter("/login", "dis", "old secret", Map.of("X-Forwarded-For", "192.0.2.77"))
                        .status())
                .isEqualTo(403);
    }

    private Answer as(String name, String path) throws Exception {
        return get(path, Map.of(HEADER, name));
    }

    private Answer get(String path, Map<String, String> headers) throws Exception {
        return new Answer(api.get(path.startsWith("http") ? path : payara.address() + path, headers));
    }

    /** Past what {@code openapi.yaml} describes, which knows of no failure. */
    private static Answer failing(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(payara.address() + path)).header("X-Odd", "throw");
        return new Answer(HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()));
    }

    private Answer request(String method, String path, String body, Map<String, String> headers) throws Exception {
        return new Answer(api.request(method, payara.address() + path, body, headers));
    }

    private Answer enter(String path, String name, String password, Map<String, String> headers) throws Exception {
        return new Answer(api.upload(
                payara.address() + path,
                ("name=" + name + "&password=" + password.replace(' ', '+')).getBytes(UTF_8),
                with(headers, "Content-Type", "application/x-www-form-urlencoded")));
    }

    private Answer verify(String method, String name) throws Exception {
        return get("/api/guard/verify", with(forwarded(method), HEADER, name));
    }

    private static Map<String, String> forwarded(String method) {
        return Map.of(
                "X-Forwarded-Method", method,
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "apps.example.com",
                "X-Forwarded-Uri", "/dashboard");
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }

    /** What {@code /api/auth/me} answers a client at another address of this machine, of which one is a trusted proxy's. */
    private static String from(InetAddress client, String name) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), payara.address().getPort(), client, 0)) {
            socket.getOutputStream()
                    .write(("GET " + ME + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + HEADER + ": " + name
                                    + "\r\n\r\n")
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String token(String name) {
        var now = Instant.now();
        return provider.sign(
                "at+jwt",
                new JWTClaimsSet.Builder()
                        .issuer(provider.issuer())
                        .audience(FakeProvider.CLIENT_ID)
                        .subject(name)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("email", name + "@example.com")
                        .claim("email_verified", true)
                        .build());
    }

    private static int sql(String statement) throws SQLException {
        try (var connection = TestEnvironment.postgres().dataSource("custom").getConnection();
                var update = connection.createStatement()) {
            return update.executeUpdate(statement);
        }
    }

    private static String log() throws IOException {
        return Files.readString(FOLDER.resolveSibling("custom.log"));
    }

    private static Path apps() throws IOException {
        return Files.writeString(Files.createDirectories(FOLDER).resolve("apps.json"), """
                [{"name": "Dashboard", "host": "apps.example.com", "path": "/dashboard", "access": "signed_in"}]""");
    }

    private static Path people() throws IOException, GeneralSecurityException {
        var lines = new ArrayList<String>();
        var hash = hash("old secret");
        for (var name : List.of("ann", "bea", "dis")) {
            lines.add(name + ".email=" + name + "@example.com");
            lines.add(name + ".password=" + hash);
        }
        lines.add("con.email=con@contractors.example.com");
        Files.createDirectories(FOLDER);
        return Files.write(FOLDER.resolve("people.properties"), lines).toAbsolutePath();
    }

    /** As Jakarta Security writes it. */
    private static String hash(String password) throws GeneralSecurityException {
        var salt = "only for tests...".getBytes(UTF_8);
        var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 2_048, 256));
        var base64 = Base64.getEncoder();
        return "PBKDF2WithHmacSHA256:2048:" + base64.encodeToString(salt) + ":"
                + base64.encodeToString(key.getEncoded());
    }

    private static Path warWith(JavaArchive jar) {
        var war = FOLDER.resolve("gatehouse.war");
        ShrinkWrap.create(ZipImporter.class, "gatehouse.war")
                .importFrom(PayaraMicro.WAR.toFile())
                .as(WebArchive.class)
                .addAsLibrary(jar)
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        return war;
    }

    private static JavaArchive jar() throws IOException {
        return ShrinkWrap.create(JavaArchive.class, "legacy-gateway.jar")
                .as(ExplodedImporter.class)
                .importDirectory(compile(writeSources()).toFile())
                .as(JavaArchive.class)
                .addClass(OddAuthenticator.class)
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    private static List<Path> writeSources() throws IOException {
        var folder = Files.createDirectories(FOLDER.resolve("sources"));
        var files = new ArrayList<Path>();
        var shown = SOURCE.matcher(Files.readString(DOCUMENT));
        while (shown.find()) {
            var name = TYPE.matcher(shown.group(1)).results().findFirst();
            files.add(Files.writeString(folder.resolve(name.orElseThrow().group(1) + ".java"), shown.group(1)));
        }
        assertThat(files).as("classes in " + DOCUMENT).hasSize(4);
        return files;
    }

    /** With no more on the class path than the document says. */
    private static Path compile(List<Path> sources) throws IOException {
        var classes = Files.createDirectories(FOLDER.resolve("classes"));
        var arguments = new ArrayList<>(List.of(
                "--release",
                "17",
                "-Xlint:all,-processing,-classfile,-serial",
                "-Werror",
                "-d",
                classes.toString(),
                "-cp",
                String.join(
                        File.pathSeparator,
                        CLASSES.toString(),
                        jarOf(Inject.class),
                        jarOf(Servlet.class),
                        jarOf(ConfigProperty.class))));
        sources.forEach(source -> arguments.add(source.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .as("javac, which has written why not")
                .isZero();
        return classes;
    }

    private static String jarOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
