package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.setup.Finding.Status;
import org.gatehouse.testing.Injection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCheckTest {

    private Clock ours = Clock.systemUTC();

    @ParameterizedTest
    @ValueSource(longs = {0, 50, -50})
    void clocksThatDifferByLessThanAMinuteAreWell(long seconds) throws Exception {
        assertThat(lookAtProvider(date(seconds)).status()).isEqualTo(Status.OK);
        assertThat(lookAtProvider(date(seconds)).detail()).contains("the provider's");
    }

    @Test
    void aProviderAheadOrBehindIsTold() throws Exception {
        assertThat(lookAtProvider(date(3600)).status()).isEqualTo(Status.WRONG);
        assertThat(lookAtProvider(date(3600)).detail()).containsPattern("provider's clock is 3(599|600) s ahead of");
        assertThat(lookAtProvider(date(-120)).detail()).containsPattern("provider's clock is 12[01] s behind");
        assertThat(lookAtProvider(date(-120)).value()).isEqualTo("timedatectl set-ntp true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Date: yesterday", "Date: "})
    void aProviderThatTellsNoTimeIsPassedOver(String header) throws Exception {
        assertThat(lookAtProvider(header).status()).isEqualTo(Status.OK);
        assertThat(lookAtProvider(header).detail()).contains("does not tell its time");
    }

    @Test
    void ourOwnClockAgainstTheDatabasesIsTold() throws Exception {
        ours = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

        assertThat(look(new GivenSettings()).status()).isEqualTo(Status.WRONG);
        assertThat(look(new GivenSettings()).detail()).containsPattern("database's clock is 3(599|600) s behind");
    }

    @Test
    void withoutAProviderTheDatabaseIsEnough() throws Exception {
        assertThat(look(new GivenSettings()).status()).isEqualTo(Status.OK);
    }

    private Finding lookAtProvider(String header) throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var answering = new Thread(() -> answer(server, header));
            answering.start();
            var finding = look(new GivenSettings(
                    PUBLIC_URL, "https://gate.example.com",
                    OIDC_ISSUER, "http://localhost:" + server.getLocalPort(),
                    OIDC_CLIENT_ID, "gatehouse",
                    OIDC_CLIENT_SECRET, "secret"));
            answering.join();
            return finding;
        }
    }

    private static void answer(ServerSocket server, String header) {
        try (var connection = server.accept()) {
            connection.getInputStream().read(new byte[4096]);
            var head = "HTTP/1.1 404 Not Found\r\n" + (header.isEmpty() ? "" : header + "\r\n")
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n";
            connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    private static String date(long seconds) {
        return "Date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.now().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
    }

    private Finding look(GivenSettings given) throws SQLException {
        var database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:");
        var check = Injection.into(new ClockCheck(), given.read(), Injection.into(new Probe()), ours);
        check.database = database;
        return check.look();
    }
}
