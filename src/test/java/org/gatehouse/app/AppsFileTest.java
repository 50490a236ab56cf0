package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppsFileTest {
    private final OwnAddress own =
            Injection.into(new OwnAddress(), new GivenSettings(Setting.PUBLIC_URL, "https://gate.example.com").read());

    private final AppsFile file =
            new AppsFile(own, slug -> Optional.of(SomeApp.ACME).filter(id -> slug.equals("acme")));

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
                                "application 7, all of it: Write an object")
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

    private List<AppTerms> read(String content) throws IOException {
        return file.read(Files.writeString(folder.resolve("apps.json"), content));
    }
}
