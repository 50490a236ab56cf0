package org.gatehouse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.PayaraMicro;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As {@code docs/operations.md} says it is done, with Debian's {@code postgresql-client}. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("proxies")
class BackupIT {
    private static final Path DUMP = Path.of("target", "it", "gatehouse.dump");
    private static final String RESTORED = "restored";

    @Test
    void whoWasSignedInStillIsInWhatWasRestored() throws Exception {
        var team = Team.gather();
        var postgres = TestEnvironment.postgres();
        run("pg_dump", "--format=custom", "--file=" + DUMP, "--dbname=" + libpq(postgres.url()));
        var late = Newcomer.named("late");

        postgres.create(RESTORED);
        run(
                "pg_restore",
                "--exit-on-error",
                "--no-owner",
                "--dbname=" + libpq(postgres.url(RESTORED)),
                DUMP.toString());

        var settings = new HashMap<>(TestEnvironment.settings());
        settings.putAll(Map.of("DATABASE_URL", postgres.url(RESTORED), "RATE_LIMIT_FAILURES", "100"));
        try (var restored = PayaraMicro.start("/", settings, Path.of("target", "it", "restored.log"))) {
            restored.awaitReady();

            assertThat(team.owner.get(restored.address() + "/api/auth/me").text("/user/email"))
                    .isEqualTo(team.owner.email());
            assertThat(team.owner.get(restored.address() + team.members()).texts("email"))
                    .contains(team.viewer.email());
            assertThat(late.get(restored.address() + "/api/auth/me")
                            .json()
                            .at("/user")
                            .isNull())
                    .as("who came after the dump")
                    .isTrue();
        }
    }

    /** The address of a database as PostgreSQL's own programs want it. */
    private static String libpq(String jdbc) {
        return URI.create(jdbc.replaceFirst("jdbc:", "")).toString().replace("://", "://postgres:any@");
    }

    private static void run(String... command) throws Exception {
        var process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(command[0] + ": " + said).isZero();
    }
}
