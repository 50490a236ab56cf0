package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.settings.Setting;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/requirements.md} names nothing that is not there. */
class RequirementsTest {
    private static final Path DOCUMENT = Path.of("docs", "requirements.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern SETTING = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final String NOTHING = "nothing to show";

    @Test
    void everyRowSaysHowItHoldsAndNamesTestsThatAreThere() throws IOException {
        var rows = rows();
        assertThat(rows).hasSizeGreaterThan(80);
        for (var row : rows) {
            assertThat(row).as(row.toString()).hasSize(3).allMatch(Predicate.not(String::isBlank));
            var tests = matches(TEST, row.get(2));
            assertThat(tests.isEmpty()).as(row.toString()).isEqualTo(row.get(2).equals(NOTHING));
            for (var test : tests) {
                assertThat(source(test.group(1))).as(test.group()).contains("void " + test.group(2) + "(");
            }
        }
    }

    @Test
    void everySettingIsOne() throws IOException {
        for (var row : rows()) {
            for (var name : matches(SETTING, row.get(1))) {
                var setting = name.group(1);
                assertThat(Arrays.stream(Setting.values()).map(Enum::name))
                        .as(row.toString())
                        .containsAnyOf(setting, setting.replaceFirst("_FILE$", ""));
            }
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (var link : matches(LINK, Files.readString(DOCUMENT))) {
            var target = DOCUMENT.resolveSibling(link.group(1));
            assertThat(target).as(link.group()).exists();
            Optional.ofNullable(link.group(2))
                    .ifPresent(
                            part -> assertThat(anchors(target)).as(link.group()).contains(part));
        }
    }

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| "))
                .filter(line -> !line.startsWith("| statement ") && !line.endsWith("| | |"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .toList();
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static String source(String name) throws IOException {
        try (var files = Files.walk(TESTS)) {
            var found = files.filter(file -> file.endsWith(name + ".java")).toList();
            assertThat(found).as("tests named " + name).hasSize(1);
            return Files.readString(found.get(0));
        }
    }

    /** As they are made of headings where the documents are read. */
    private static Stream<String> anchors(Path document) {
        try {
            return matches(HEADING, Files.readString(document)).stream()
                    .map(heading -> heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\w -]", "")
                            .replace(' ', '-'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
