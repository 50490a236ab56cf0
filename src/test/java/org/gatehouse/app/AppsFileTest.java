package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Secret;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppsFileTest {
    private static final Secret KEY = new Secret("4eVbC0nqZVY0y1rkqk0iPp0dVq3tSk2j");
    private static final String VERSION_1 = "{\"version\": \"1\"}";

    private final OwnAddress own =
            Injection.into(new OwnAddress(), new GivenSettings(Setting.PUBLIC_URL, "https://gate.example.com").read());

    private final AppsFile file = file(Optional.of(KEY));

    @TempDir
    Path folder;

    @Test
    void aChainOfApplicationsIsRead() throws IOException {
        var apps = read("""
                [
                  {"name": "Index", "host": "apps.example.com", "path": "/", "access": "public"},
                  {"name": "Dashboard", "host": "apps.example.com", "path": "/dashboard", "access": "signed_in"},
                  {"name": "Sales", "host": null, "path": "/sales", "access": "role", "org": "acme", "role": "viewer",
                   "rules": [
                     {"path": "/public/*", "access": "public"},
                     {"path": "/admin/*", "access": "role", "org": "acme", "role": "owner"}]}
                ]""");

        assertThat(apps)
                .extracting(app -> app.address().toString())
                .containsExactly("apps.example.com/", "apps.example.com/dashboard", "/sales");
        assertThat(apps.get(2).policy()).isEqualTo(SomeApp.policy("viewer"));
        assertThat(apps.get(2).rules())
                .containsExactly(SomeApp.rule("/public", "public"), SomeApp.rule("/admin", "owner"));
        assertThat(file.unknownOrganizations()).isEmpty();
    }

    @Test
    void whatNamesAnOrganizationThatIsNotThereAdmitsNobody() throws IOException {
        var apps = read("""
                [{"name": "Sales", "path": "/sales", "access": "role", "org": "later", "role": "viewer"}]""");

        assertThat(apps.get(0).policy().getOrganizationId()).isEmpty();
        assertThat(apps.get(0).policy().getAccess()).isEqualTo(Access.ROLE);
        assertThat(file.unknownOrganizations()).containsExactly("later");
        assertThat(file.slugs()).containsExactly("later");
    }

    @Test
    void anOrganizationMayBeNamedByItsIdWhichNobodyElseCanHave() throws IOException {
        var apps = read("""
                [{"name": "Sales", "path": "/sales", "access": "role", "org_id": "%s", "role": "viewer"},
                 {"name": "Other", "path": "/other", "access": "role", "org_id": "%s", "role": "viewer"}]""".formatted(SomeApp.ACME, new UUID(1, 1)));

        assertThat(apps.get(0).policy().getOrganizationId()).contains(SomeApp.ACME);
        assertThat(apps.get(1).policy().getOrganizationId()).isEmpty();
        assertThat(file.unknownOrganizations()).containsExactly(new UUID(1, 1).toString());
        assertThat(file.slugs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"org_id\": \"acme\"", "\"org_id\": \"%s\", \"org\": \"acme\""})
    void itIsNamedByOneOfTheTwo(String named) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> read("""
                        [{"name": "Sales", "path": "/sales", "access": "role", %s, "role": "viewer"}]""".formatted(named.formatted(SomeApp.ACME))))
                .withMessageContaining("org");
    }

    @Test
    void allThatIsWrongIsNamedTogether() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> read("""
                        [
                          {"name": "", "path": "sales", "access": "all", "rules": [{"path": "/x", "access": "none"}]},
                          {"name": "Login", "path": "/login", "access": "public"},
                          {"name": "Ours", "host": "gate.example.com", "path": "/x", "access": "public"},
                          {"name": "One", "path": "/one", "access": "public"},
                          {"name": "Same", "path": "/one/", "access": "public"},
                          {"name": "Typo", "path": "/typo", "acess": "public"},
                          {"name": "Token", "path": "/token", "access": "shared_token", "token": {"version_file": "nowhere.py"}},
                          "text"
                        ]"""))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .startsWith("Gatehouse does not start, the file of GUARDED_APPS_FILE, ")
                        .contains(
                                "application 1, name: ",
                                "application 1, path: ",
                                "application 1, access: ",
                                "application 1, rules/0/access: ",
                                "application 2, path: ",
                                "application 3, host: ",
                                "application 5: there is another one at /one.",
                                "application 6, acess: This is not known.",
                                "application 7, token: ",
                                "nowhere.py cannot be read.",
                                "application 8, all of it: Write an object")
                        .doesNotContain("application 4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "[",
                "[] []",
                "[1",
                "null",
                "\"text\"",
                "[{\"name\": 1}]",
                "[{\"rules\": {}}]",
                "[{\"rules\": [1]}]",
                "[[]]"
            })
    void whatIsNoListOfApplicationsIsRefused(String content) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> read(content))
                .withMessageContaining("needs a change");
    }

    @ParameterizedTest
    @CsvSource({"nowhere.json", "."})
    void aFileThatCannotBeReadIsRefused(String name) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> file.read(folder.resolve(name)))
                .withMessageContaining("It cannot be read.");
    }

    @Test
    void aTokenIsTheSameAtEachStartAndOnEachNode() throws IOException {
        assertThat(token("/sales", VERSION_1))
                .isEqualTo(token("/sales", VERSION_1))
                .matches("gha_[0-9a-f]{8}_[\\w-]{43}");
        Files.writeString(folder.resolve("sales.py"), "x = 1\n");
        assertThat(token("/sales", "{\"version_file\": \"sales.py\"}"))
                .isEqualTo(token("/sales", "{\"version_file\": \"" + folder.resolve("sales.py") + "\"}"));
        assertThat(read("[{\"name\": \"Sales\", \"path\": \"/sales\", \"access\": \"public\"}]"))
                .hasSize(1);
        assertThat(tokenOfFirst(file, "[{\"name\": \"Sales\", \"path\": \"/sales\", \"access\": \"public\"}]"))
                .isEmpty();
    }

    @Test
    void itChangesWithTheKeyTheApplicationTheVersionAndTheFilesContentAndWithNothingElse() throws IOException {
        Files.writeString(folder.resolve("1.py"), "x = 1\n");
        Files.writeString(folder.resolve("copy.py"), "x = 1\n");
        Files.writeString(folder.resolve("2.py"), "x = 2\n");
        var token = token("/sales", VERSION_1);
        var byFile = token("/sales", "{\"version_file\": \"1.py\"}");

        assertThat(List.of(
                        tokenOfFirst(file(Optional.of(new Secret(KEY.value() + "x"))), app("/sales", VERSION_1))
                                .orElseThrow(),
                        token("/other", VERSION_1),
                        token("/sales", "{\"version\": \"2\"}"),
                        byFile,
                        token("/sales", "{\"version_file\": \"2.py\"}")))
                .doesNotHaveDuplicates()
                .doesNotContain(token);
        assertThat(token("/sales", "{\"version_file\": \"copy.py\"}")).isEqualTo(byFile);
        assertThat(tokenOfFirst(
                        file,
                        app("/sales/", VERSION_1)
                                .replace("Sales", "Renamed")
                                .replace("shared_token\"", "public\", \"rules\": []")))
                .contains(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "\"1\"",
                "[]",
                "{}",
                "{\"version\": 1}",
                "{\"version\": null}",
                "{\"version\": \"a\\u0000\"}",
                "{\"version\": \"1\", \"version_file\": \"apps.json\"}",
                "{\"version_file\": \".\"}",
                "{\"versions\": \"1\"}"
            })
    void whatATokenCannotBeMadeFromIsRefused(String token) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> token("/sales", token))
                .withMessageContaining("application 1, ");
    }

    @Test
    void withoutAKeyThatNobodyGuessesThereIsNoToken() {
        for (var key : List.of(Optional.<Secret>empty(), Optional.of(new Secret("x".repeat(40))))) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> tokenOfFirst(file(key), app("/sales", VERSION_1)))
                    .withMessageContaining("application 1, token: It is made from SECRET_KEY");
        }
    }

    private AppsFile file(Optional<Secret> key) {
        return new AppsFile(
                own, key, slug -> Optional.of(SomeApp.ACME).filter(id -> slug.equals("acme")), SomeApp.ACME::equals);
    }

    private List<AppTerms> read(String content) throws IOException {
        return file.read(write(content)).stream().map(DeclaredApp::terms).toList();
    }

    private String token(String path, String token) throws IOException {
        return tokenOfFirst(file, app(path, token)).orElseThrow();
    }

    private Optional<String> tokenOfFirst(AppsFile reader, String content) throws IOException {
        return reader.read(write(content))
                .get(0)
                .token()
                .map(token -> token.whole().value());
    }

    private static String app(String path, String token) {
        return "[{\"name\": \"Sales\", \"path\": \"" + path + "\", \"access\": \"shared_token\", \"token\": " + token
                + "}]";
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("apps.json"), content);
    }
}
