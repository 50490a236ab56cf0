package org.gatehouse.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.access.Role;
import org.gatehouse.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportFileTest {

    @Test
    void anAddressAndARoleStandInEachLine() {
        assertThat(csv("carol@example.com,editor\ndan@example.com,admin\n"))
                .containsExactly("1 carol@example.com editor WAITING", "2 dan@example.com admin WAITING");
    }

    @Test
    void aLineWithoutARoleHasTheUsualOne() {
        assertThat(csv("carol@example.com\ndan@example.com,\neve@example.com, EDITOR "))
                .containsExactly(
                        "1 carol@example.com viewer WAITING",
                        "2 dan@example.com viewer WAITING",
                        "3 eve@example.com editor WAITING");
        assertThat(read("carol@example.com", Role.ADMIN).get(0).role()).isEqualTo("admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email,role\ncarol@example.com,editor",
                "Role,Name,E-Mail\neditor,Carol,carol@example.com",
                "\uFEFFEMAIL;ROLE;x\r\ncarol@example.com;editor;y\r\n",
                "email\trole\ncarol@example.com\teditor",
                "\"email\",\"role\"\n\"carol@example.com\",\"editor\"",
                " email , role \n carol@example.com , editor ",
                "email,role\n\"carol@example.com\" , \"editor\"",
                "\"name, first\";email;role\n\"Doe, Carol\";carol@example.com;editor",
                "note,email,role\n\"two\nlines, \"\"quoted\"\"\",carol@example.com,editor,more,cells",
            })
    void theFirstLineMayNameTheColumns(String text) {
        assertThat(csv(text)).containsExactly("2 carol@example.com editor WAITING");
    }

    @Test
    void emptyLinesAndEmptyCellsAreNoRowsAndLinesAreCountedAsAnEditorDoes() {
        assertThat(csv("\r\n\r\nemail;role\r\n\r\n;;;\r\n \r\ncarol@example.com;editor\r\n;\r\n"))
                .containsExactly("7 carol@example.com editor WAITING");
        assertThat(csv("email,note\na@example.com,\"two\nlines\"\nb@example.com"))
                .containsExactly("2 a@example.com viewer WAITING", "4 b@example.com viewer WAITING");
    }

    @Test
    void onlyTheFirstLineCanNameColumns() {
        assertThat(csv("carol@example.com\nemail,role"))
                .containsExactly("1 carol@example.com viewer WAITING", "2 email role INVALID");
    }

    @Test
    void whatIsWrongWithARowIsSaidAllAtOnce() {
        var rows = read("nobody,boss\ncarol@example.com,boss\n\"a\nb@example.com\"\n,editor", Role.VIEWER);

        assertThat(rows).extracting(ImportRow::result).containsOnly(Result.INVALID);
        assertThat(rows)
                .extracting(ImportRow::email)
                .containsExactly("nobody", "carol@example.com", "a b@example.com", "");
        assertThat(rows.get(0).detail()).contains("Give one e-mail address").contains("Choose one of viewer");
        assertThat(rows.get(1).detail()).startsWith("Choose one of viewer");
    }

    @Test
    void anAddressCountsOnceInWhateverLetterCase() {
        assertThat(csv("carol@example.com\nnobody\nCAROL@Example.com,editor\nnobody"))
                .containsExactly(
                        "1 carol@example.com viewer WAITING",
                        "2 nobody viewer INVALID",
                        "3 CAROL@Example.com editor DUPLICATE",
                        "4 nobody viewer INVALID");
    }

    @Test
    void aCellThatLooksLikeAFormulaIsOnlyText() {
        assertThat(csv("'+carol@example.com\n=1+1@example.com\n\"=HYPERLINK(\"\"x\"\")\",@role"))
                .containsExactly(
                        "1 +carol@example.com viewer WAITING",
                        "2 =1+1@example.com viewer WAITING",
                        "3 =HYPERLINK(\"x\") @role INVALID");
    }

    @Test
    void addressesOfAllScriptsAreRead() {
        assertThat(csv("jörg@bücher.example,editor")).containsExactly("1 jörg@bücher.example editor WAITING");
    }

    @Test
    void aHugeCellIsCutShort() {
        var row = read("x".repeat(60_000) + "@example.com," + "y".repeat(1000), Role.VIEWER)
                .get(0);

        assertThat(row.email()).hasSize(320);
        assertThat(row.role()).hasSize(20);
        assertThat(row.result()).isEqualTo(Result.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\n\"b@example.com,editor\nc@example.com",
                "a@example.com\n\"b@example.com\"x,editor",
                "a@example.com\n\"",
            })
    void whatIsNotQuotedRightIsRefusedWithItsLine(String text) {
        assertThat(refused(text.getBytes(UTF_8)))
                .hasMessageStartingWith("Behind line 1 ")
                .returns(400, Problem::status);
    }

    @Test
    void oneGiganticLineIsRefused() {
        assertThat(refused("x".repeat(3_000_000).getBytes(UTF_8))).returns(400, Problem::status);
        assertThat(refused(("a@example.com\n\"" + "x\n".repeat(1_000_000)).getBytes(UTF_8)))
                .returns(400, Problem::status);
    }

    @Test
    void onlyUtf8IsText() {
        var text = "email,role\njörg@example.com,editor\n";
        var rubbish = new byte[5_000];
        new Random(7).nextBytes(rubbish);

        for (var bytes : List.of(
                text.getBytes(UTF_16LE),
                ("\uFEFF" + text).getBytes(UTF_16LE),
                text.getBytes(ISO_8859_1),
                (addresses(9_000) + text).getBytes(ISO_8859_1),
                (addresses(9_000) + "\u0000").getBytes(UTF_8),
                rubbish,
                new byte[] {'P', 'K', 3, 4, 0, 0})) {
            assertThat(refused(bytes)).hasMessageContaining("UTF-8").returns(400, Problem::status);
        }
    }

    @Test
    void tenThousandRowsAreTakenAndNoMore() {
        assertThat(csv("email\n" + addresses(10_000))).hasSize(10_000);

        assertThat(refused(addresses(10_001).getBytes(UTF_8)))
                .hasMessageContaining("10,000")
                .returns(413, Problem::status);
        assertThat(refused("nobody\n".repeat(10_001).getBytes(UTF_8))).returns(413, Problem::status);
    }

    @Test
    void fourMegabytesAreTakenAndTheRestIsPassedOverButNotWithoutEnd() {
        var endless = new Endless();

        var problem = catchThrowableOfType(Problem.class, () -> ImportFile.readCsv(endless, Role.VIEWER));

        assertThat(problem).hasMessageContaining("4 MB").returns(413, Problem::status);
        assertThat(endless.read).isLessThan(70 * 1024 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "email,role", "\uFEFF", ";;\n;;"})
    void whereThereIsNoRowThereIsNothingToImport(String text) {
        assertThat(refused(text.getBytes(UTF_8)))
                .hasMessage("Give at least one address.")
                .returns(422, Problem::status);
    }

    @Test
    void theSeparatorIsFoundAlsoWhereTheTextComesInPieces() {
        var slow =
                new FilterInputStream(
                        new ByteArrayInputStream("Vorname;email;role\nC;c@example.com;editor".getBytes(UTF_8))) {
                    @Override
                    public int read(byte[] bytes, int offset, int most) throws IOException {
                        return super.read(bytes, offset, Math.min(most, 3));
                    }

                    @Override
                    public int available() {
                        return 0;
                    }
                };

        assertThat(texts(ImportFile.readCsv(slow, Role.VIEWER))).containsExactly("2 c@example.com editor WAITING");
    }

    @Test
    void jsonLinesAreReadOneByOne() {
        assertThat(jsonLines("""
                {"email":"carol@example.com","role":"editor","name":"Carol"}

                {"email":"dan@example.com"}
                {"email":"eve@example.com","role":null}
                {"email":"CAROL@example.com"}"""))
                .containsExactly(
                        "1 carol@example.com editor WAITING",
                        "3 dan@example.com viewer WAITING",
                        "4 eve@example.com viewer WAITING",
                        "5 CAROL@example.com viewer DUPLICATE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "carol@example.com",
                "[\"carol@example.com\"]",
                "{\"email\":\"carol@example.com\"",
                "{\"email\":\"carol@example.com\"}}",
                "{\"email\":\"carol@example.com\"} {\"email\":\"dan@example.com\"}",
                "{\"mail\":\"carol@example.com\"}",
                "{\"email\":[\"carol@example.com\"]}",
                "{\"email\":5}",
                "{\"email\":\"carol@example.com\",\"role\":5}",
                "{\"email\":\"carol\\u0000@example.com\"}",
                "{\"email\":\"carol\\ud800@example.com\"}",
                "null",
            })
    void aLineThatIsNoSuchObjectIsInvalidAndTheOthersAreNot(String line) {
        var rows = ImportFile.readJsonLines(stream("{\"email\":\"a@example.com\"}\n" + line), Role.VIEWER);

        assertThat(rows).extracting(ImportRow::result).containsExactly(Result.WAITING, Result.INVALID);
        assertThat(rows.get(1).detail()).isNotEmpty();
        assertThat(rows.get(1).email()).doesNotContain("\u0000", "\ud800");
    }

    @Test
    void jsonNestedTooDeeplyIsInvalid() {
        assertThat(jsonLines("{\"email\":" + "[".repeat(20_000)))
                .singleElement()
                .asString()
                .endsWith("INVALID");
    }

    @Test
    void jsonLinesHaveTheSameBounds() {
        var rows = IntStream.range(0, 10_001)
                .mapToObj("{\"email\":\"m%d@example.com\"}"::formatted)
                .collect(Collectors.joining("\n"));

        assertThat(catchThrowableOfType(Problem.class, () -> jsonLines(rows))).returns(413, Problem::status);
        assertThat(catchThrowableOfType(Problem.class, () -> jsonLines("x".repeat(5_000_000))))
                .returns(413, Problem::status);
        assertThat(catchThrowableOfType(Problem.class, () -> jsonLines("\n"))).returns(422, Problem::status);
        assertThat(catchThrowableOfType(
                        Problem.class,
                        () -> ImportFile.readJsonLines(
                                new ByteArrayInputStream("{\"email\":\"jörg@example.com\"}".getBytes(ISO_8859_1)),
                                Role.VIEWER)))
                .returns(400, Problem::status);
    }

    private static String addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj("m%d@example.com\n"::formatted)
                .collect(Collectors.joining());
    }

    private static List<String> csv(String text) {
        return texts(read(text, Role.VIEWER));
    }

    private static List<String> jsonLines(String text) {
        return texts(ImportFile.readJsonLines(stream(text), Role.VIEWER));
    }

    private static List<ImportRow> read(String text, Role usualRole) {
        return ImportFile.readCsv(stream(text), usualRole);
    }

    private static Problem refused(byte[] bytes) {
        return catchThrowableOfType(
                Problem.class, () -> ImportFile.readCsv(new ByteArrayInputStream(bytes), Role.VIEWER));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static List<String> texts(List<ImportRow> rows) {
        return rows.stream()
                .map(row -> "%d %s %s %s".formatted(row.line(), row.email(), row.role(), row.result()))
                .toList();
    }

    /** Line after line of empty cells. */
    private static final class Endless extends InputStream {
        private long read;

        @Override
        public int read() {
            return read++ % 100 == 0 ? '\n' : ',';
        }

        @Override
        public int read(byte[] bytes, int offset, int most) {
            for (int i = 0; i < most; i++) {
                bytes[offset + i] = (byte) read();
            }
            return most;
        }
    }
}
