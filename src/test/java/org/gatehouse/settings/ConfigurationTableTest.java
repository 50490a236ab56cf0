package org.gatehouse.settings;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConfigurationTableTest {

    @Test
    void theTableInTheDocumentationIsTheOneInTheCode() throws IOException {
        String table = Arrays.stream(Setting.values())
                .map(ConfigurationTableTest::row)
                .collect(joining("\n", "| setting | default | meaning |\n|---|---|---|\n", "\n"));

        assertThat(Files.readString(Path.of("docs/configuration.md")))
                .as("docs/configuration.md; paste the table below")
                .contains("\n" + table + "\n");
    }

    private static String row(Setting setting) {
        String value = setting.defaultValue() == null ? "" : "`" + setting.defaultValue() + "`";
        return "| `%s` | %s | %s |".formatted(setting, value, setting.meaning());
    }
}
