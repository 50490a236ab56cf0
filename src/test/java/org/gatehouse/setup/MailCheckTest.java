package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gatehouse.invitation.DeliveryQueue;
import org.gatehouse.mail.Mailer;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.setup.Finding.Status;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;

class MailCheckTest {

    @Test
    void aServerThatAnswersIsWellAndGetsNoMail() throws Exception {
        try (var server = new SmtpServer("250 localhost")) {
            assertThat(look(server.given()).status()).isEqualTo(Status.OK);
            assertThat(server.heard).first().asString().startsWith("EHLO ");
            assertThat(server.heard).noneMatch(line -> line.matches("(MAIL|AUTH).*"));
        }
    }

    @Test
    void aServerThatTakesOurPasswordIsWell() throws Exception {
        try (var server = new SmtpServer("250-localhost\r\n250 AUTH PLAIN", "235 welcome")) {
            assertThat(look(withPassword(server)).detail()).contains("takes our password");
        }
    }

    @Test
    void aServerThatRefusesOurPasswordIsTold() throws Exception {
        try (var server = new SmtpServer("250-localhost\r\n250 AUTH PLAIN", "535 hunter2 is wrong")) {
            var finding = look(withPassword(server));

            assertThat(finding.status()).isEqualTo(Status.WRONG);
            assertThat(finding.fix()).contains("SMTP_PASSWORD");
            assertThat(finding.toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void aServerThatSpeaksSomethingElseIsTold() throws Exception {
        try (var server = new SmtpServer("500 what?", "500 what?")) {
            assertThat(look(server.given()).status()).isEqualTo(Status.WRONG);
        }
    }

    @Test
    void aServerThatIsDownIsToldWithWhatWaits() {
        var finding = look(new GivenSettings(SMTP_HOST, "localhost", SMTP_PORT, "1"));

        assertThat(finding.status()).isEqualTo(Status.WRONG);
        assertThat(finding.detail()).contains("localhost:1", "Invitations that wait: 7");
        assertThat(finding.value()).isEqualTo("nc -vz localhost 1");
    }

    /** In capitals it is not taken for this machine. */
    @Test
    void aServerElsewhereHasToEncryptWhereItGetsAPassword() throws Exception {
        try (var server = new SmtpServer("250 AUTH PLAIN")) {
            var given = withPassword(server).with(SMTP_HOST, "LOCALHOST");

            assertThat(look(given).detail()).contains("STARTTLS");
            assertThat(server.heard).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void noServerIsToldWithWhatWaits() {
        var finding = look(new GivenSettings());

        assertThat(finding.status()).isEqualTo(Status.NOT_CONFIGURED);
        assertThat(finding.detail()).contains("7");
    }

    private static GivenSettings withPassword(SmtpServer server) {
        return server.given().with(SMTP_USER, "gatehouse").with(SMTP_PASSWORD, "hunter2");
    }

    private static Finding look(GivenSettings given) {
        var settings = given.read();
        var queue = new DeliveryQueue() {
            @Override
            public Length length() {
                return new Length(7, 0, 0);
            }
        };
        return Injection.into(
                        new MailCheck(), settings, queue, Injection.into(new Mailer(), settings, Clock.systemUTC()))
                .look();
    }

    /** Greets, and answers one line after the other, whatever was said. */
    private static final class SmtpServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final Queue<String> heard = new ConcurrentLinkedQueue<>();

        SmtpServer(String... answers) throws IOException {
            new Thread(() -> serve(answers)).start();
        }

        GivenSettings given() {
            return new GivenSettings(SMTP_HOST, "localhost", SMTP_PORT, String.valueOf(socket.getLocalPort()));
        }

        private void serve(String... answers) {
            try (var connection = socket.accept();
                    var in = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
                var out = connection.getOutputStream();
                out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
                for (var answer : answers) {
                    heard.add(in.readLine());
                    out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                heard.add(String.valueOf(in.readLine()));
            } catch (SocketException closed) {
                // the test is over
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
