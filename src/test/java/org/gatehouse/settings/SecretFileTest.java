package org.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.settings.Setting.*;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that Docker and Kubernetes hand over as files. */
class SecretFileTest {

    private static final String SECRET = "4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j";

    @TempDir
    private Path folder;

    private Path file;
    private final GivenSettings given = new GivenSettings();

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SECRET_KEY",
                "SECRET_KEY_PREVIOUS",
                "OIDC_CLIENT_SECRET",
                "DATABASE_PASSWORD",
                "SMTP_PASSWORD",
                "SHARED_TOKEN_PASSWORD"
            })
    void everySecretMayStandInAFile(Setting secret) {
        given.withFile(secret, file);

        assertThat(secret.in(given)).contains(SECRET);
        assertThat(wrong()).isEmpty();
    }

    /** One test, as a process reads it once. */
    @Test
    void oneOfThemMayComeByStandardInput() {
        var usual = System.in;
        System.setIn(new ByteArrayInputStream("sésame, ouvre-toi\r\nnot this\n".getBytes(StandardCharsets.UTF_8)));
        try {
            given.withFile(SHARED_TOKEN_PASSWORD, "-");
            assertThat(SHARED_TOKEN_PASSWORD.in(given)).contains("sésame, ouvre-toi");
            assertThat(SHARED_TOKEN_PASSWORD.in(given)).as("asked again").contains("sésame, ouvre-toi");

            given.withFile(SMTP_PASSWORD, "-");
            assertThat(wrong())
                    .containsExactly(
                            "SMTP_PASSWORD_FILE is -, and so is SHARED_TOKEN_PASSWORD_FILE: standard input holds one secret.");
        } finally {
            System.setIn(usual);
        }
    }

    @Test
    void onlySecretsDo() {
        assertThat(Stream.of(Setting.values()).filter(Setting::isSecret)).hasSize(7);
        assertThat(PUBLIC_URL.in(given.withFile(PUBLIC_URL, file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a\\n        | a
            a\\r\\n    | a
            a            | a
            a\\n\\n    | a\\n
            ' a b '      | ' a b '
            ä€\\n       | ä€
            """)
    void oneLineEndBehindItDoesNotCount(String content, String secret) throws IOException {
        Files.writeString(file, unescaped(content));

        assertThat(SMTP_PASSWORD.in(given.withFile(SMTP_PASSWORD, file))).contains(unescaped(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "  \n "})
    void anEmptyFileIsReported(String content) throws IOException {
        Files.writeString(file, content);

        assertWrong("SMTP_PASSWORD_FILE names an empty file");
    }

    @Test
    void whatIsNoFileIsReported() throws IOException {
        file = folder.resolve("missing");
        assertWrong("SMTP_PASSWORD_FILE names no file");
        file = folder;
        assertWrong("SMTP_PASSWORD_FILE names no file");
        file = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("missing"));
        assertWrong("SMTP_PASSWORD_FILE names no file");
    }

    @Test
    void aLinkToAFileIsFollowedAsKubernetesMountsThem() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(SECRET_KEY.in(given.withFile(SECRET_KEY, link))).contains(SECRET);
    }

    @Test
    void aFileThatIsTooLargeIsReported() throws IOException {
        Files.writeString(file, "x".repeat(64 * 1024));
        assertThat(SMTP_PASSWORD.in(given.withFile(SMTP_PASSWORD, file))).isPresent();

        Files.writeString(file, "x".repeat(64 * 1024 + 1));
        assertWrong("SMTP_PASSWORD_FILE names a file of more than 64 kB");
    }

    @Test
    void aFileThatIsNoTextIsReported() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertWrong("SMTP_PASSWORD_FILE names a file that is no text");
    }

    @Test
    void aPathThatIsNoneIsReported() {
        assertThat(check(new GivenSettings().withFile(SMTP_PASSWORD, "\0")).findWrong())
                .singleElement()
                .asString()
                .startsWith("SMTP_PASSWORD_FILE is no path");
    }

    @Test
    void aSecretGivenInBothWaysIsReported() {
        given.with(SMTP_PASSWORD, "another");

        assertWrong("SMTP_PASSWORD_FILE is given, and so is SMTP_PASSWORD");
    }

    @Test
    void whatIsMissingInItsFileIsReportedOnceAndWithAllElse() {
        given.with(OIDC_ISSUER, "https://sso.example.com")
                .with(OIDC_CLIENT_ID, "gatehouse")
                .with(PUBLIC_URL, "https://gate.example.com")
                .with(SMTP_PORT, "0")
                .withFile(OIDC_CLIENT_SECRET, file)
                .withFile(SECRET_KEY, folder.resolve("missing"));

        assertThat(wrong()).hasSize(2).anyMatch(line -> line.startsWith("SECRET_KEY_FILE names no file"));
    }

    @Test
    void theRulesForASecretHoldForItsFile() throws IOException {
        Files.writeString(file, "short");

        assertThat(check(given.withFile(SECRET_KEY, file)).findWrong())
                .singleElement()
                .asString()
                .startsWith("SECRET_KEY is too short")
                .doesNotContain("short\"");
    }

    @Test
    void itIsReadOnceAndMayBeGoneLater() throws IOException {
        Settings settings = given.withFile(SECRET_KEY, file).read();
        assertThat(settings.secretKey()).contains(SECRET);

        Files.delete(file);

        assertThat(settings.secretKey()).contains(SECRET);
    }

    private void assertWrong(String begin) {
        given.withFile(SMTP_PASSWORD, file);
        assertThat(wrong()).singleElement().asString().startsWith(begin).doesNotContain(SECRET);
    }

    private List<String> wrong() {
        return check(given).findWrong();
    }

    private static SettingsCheck check(GivenSettings given) {
        return Injection.into(new SettingsCheck(), given.read());
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
