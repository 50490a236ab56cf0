package org.gatehouse.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The verifiers that {@code docs/guarding-apps.md} shows, cut out of it, against assertions of the Gatehouse under test. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AssertionVerifiersIT {
    private static final String REFUSED = "refused";

    private final String host = UUID.randomUUID() + ".example.com";
    private final Map<String, String> assertions = new LinkedHashMap<>();
    private final List<String> expected = new ArrayList<>();

    @TempDir
    Path folder;

    private String app;
    private RSAKey published;

    @BeforeEach
    void collectAssertions() throws Exception {
        var ann = Newcomer.named("ann");
        app = putBehind("/");
        putBehind("/other");
        var genuine = ask(ann, "/");
        publishAnotherKey();
        var parts = genuine.split("\\.", -1);

        expect("genuine", genuine, ann.id().toString());
        expect("for another application", ask(ann, "/other"), REFUSED);
        expect("another subject", parts[0] + "." + forged(parts[1], ann.id().toString()) + "." + parts[2], REFUSED);
        expect("unsigned", Base64URL.encode("{\"alg\":\"none\"}") + "." + parts[1] + ".", REFUSED);
        expect("by another published key", signed(Instant.now().plusSeconds(60)), "somebody");
        expect("expired", signed(Instant.now().minusSeconds(30)), REFUSED);
    }

    @AfterEach
    void tidyUp() throws Exception {
        Sql.run("delete from guarded_app");
        Sql.run("delete from assertion_key where id = ?", published.getKeyID());
    }

    @Test
    void theOneInJavaBelievesGatehouseAlone() throws Exception {
        var source = Files.writeString(folder.resolve("GatehouseAssertions.java"), fromDocument("java"));
        var classpath = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), "-cp", classpath, source.toString()))
                .isZero();

        try (var classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            var type = classes.loadClass("GatehouseAssertions");
            var verifier = type.getConstructor(String.class, String.class)
                    .newInstance(TestEnvironment.gatehouse().toString(), app);
            var subjects = new ArrayList<String>();
            for (var assertion : assertions.values()) {
                try {
                    var claims = type.getMethod("verify", String.class).invoke(verifier, assertion);
                    subjects.add(((JWTClaimsSet) claims).getSubject());
                } catch (InvocationTargetException refusal) {
                    subjects.add(REFUSED);
                }
            }
            assertThat(subjects).as(assertions.keySet().toString()).isEqualTo(expected);
        }
    }

    /** By Debian's Python, with its packages {@code python3-jwt} and {@code python3-cryptography}. */
    @Tag("proxies")
    @Test
    void theOneInPythonBelievesGatehouseAlone() throws Exception {
        var program = fromDocument("python")
                        .replace(
                                "https://gate.example.com",
                                TestEnvironment.gatehouse().toString()) + """

                import sys

                for assertion in sys.argv[2:]:
                    try:
                        print(verify(assertion, sys.argv[1])["sub"])
                    except jwt.PyJWTError:
                        print("refused")
                """;
        var file = Files.writeString(folder.resolve("verify.py"), program);
        var command = new ArrayList<>(List.of("/usr/bin/python3", file.toString(), app));
        command.addAll(assertions.values());

        var python = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(new String(python.getInputStream().readAllBytes(), UTF_8)
                        .lines()
                        .toList())
                .as(assertions.keySet().toString())
                .isEqualTo(expected);
    }

    private void expect(String what, String assertion, String subject) {
        assertions.put(what, assertion);
        expected.add(subject);
    }

    private String putBehind(String path) throws Exception {
        return Newcomer.administrator()
                .post("/api/apps", Map.of("name", "Sales", "host", host, "path", path, "access", "signed_in"))
                .text("/id");
    }

    private String ask(Newcomer caller, String uri) {
        return caller.get("/api/guard/verify", Map.of("X-Forwarded-Host", host, "X-Forwarded-Uri", uri))
                .header("X-Gatehouse-Assertion");
    }

    /** One whose private half is ours: with it, an assertion can be made that has nothing wrong but its age. */
    private void publishAnotherKey() throws Exception {
        published = new RSAKeyGenerator(2048)
                .keyID(UUID.randomUUID().toString())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        Sql.run(
                "insert into assertion_key (id, public_key, private_key, created_at)"
                        + " values (?, ?, '', now() - interval '1 hour')",
                published.getKeyID(),
                published.toPublicJWK().toJSONString());
    }

    private String signed(Instant expiry) throws Exception {
        var assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(published.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(TestEnvironment.gatehouse().toString())
                        .audience(app)
                        .subject("somebody")
                        .issueTime(Date.from(expiry.minusSeconds(60)))
                        .expirationTime(Date.from(expiry))
                        .build());
        assertion.sign(new RSASSASigner(published));
        return assertion.serialize();
    }

    private static String forged(String payload, String subject) {
        var claims = new Base64URL(payload).decodeToString();
        assertThat(claims).contains(subject);
        return Base64URL.encode(claims.replace(subject, "root")).toString();
    }

    private static String fromDocument(String language) throws Exception {
        var document = Files.readString(Path.of("docs", "guarding-apps.md"));
        var block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(document);
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }
}
