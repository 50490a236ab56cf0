package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.PayaraMicro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Gatehouse whose secrets stand in files, and whose provider and mail server are down. */
class SetupAtStartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j";

    @TempDir
    private Path folder;

    @Test
    void itStartsAllTheSameAndTellsTheLogWhatIsWrong() throws Exception {
        var log = Path.of("target", "it", "setup-at-start.log");
        var settings = Map.ofEntries(
                Map.entry("PUBLIC_URL", "https://gate.example.com"),
                Map.entry("DATA_DIR", folder.toString()),
                Map.entry("SECRET_KEY_FILE", file("key", KEY)),
                Map.entry("OIDC_ISSUER", "http://localhost:1"),
                Map.entry("OIDC_CLIENT_ID", "gatehouse"),
                Map.entry("OIDC_CLIENT_SECRET_FILE", file("client", "hunter2")),
                Map.entry("SMTP_HOST", "localhost"),
                Map.entry("SMTP_PORT", "1"));
        try (var payara = PayaraMicro.start("/", settings, log)) {
            payara.awaitReady();
            await(log, "Set-up check, mail: wrong. localhost:1 cannot be reached");

            assertThat(Files.readString(log))
                    .contains(
                            "Set-up check, discovery: wrong. http://localhost:1/.well-known/openid-configuration cannot")
                    .doesNotContain(KEY, "hunter2");
            var begin = Instant.now();
            var answer = Api.anonymous().get(payara.address() + "/setup");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(12));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("credentials: unknown", "database: ok. H2 ", "secrets: ok", "metrics: unknown");
        }
    }

    private String file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content + "\n").toString();
    }

    private static void await(Path log, String text) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (!Files.readString(log).contains(text)) {
            assertThat(Instant.now()).as("no “%s” in %s", text, log).isBefore(end);
            Thread.sleep(500);
        }
    }
}
