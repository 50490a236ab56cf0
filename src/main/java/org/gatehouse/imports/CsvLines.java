package org.gatehouse.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.problem.Problem;

/**
 * Rows as comma-separated values (RFC 4180), or as spreadsheets write them: with semicolons or tabs. A first line with
 * {@code email} in it names the columns; without it an address and a role stand in the first two.
 */
final class CsvLines {

    private static final int LONGEST_CELL = 64 * 1024;
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"?");
    private static final Pattern SEPARATOR = Pattern.compile("[,;\t]");

    private CsvLines() {}

    static void read(BufferedReader text, RowCollector rows) throws IOException {
        int line = 0;
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(separator(text))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .ofCsvRecord(text)) {
            Columns columns = new Columns(0, 1);
            boolean first = true;
            for (CsvRecord cells : records) {
                line = (int) cells.getStartingLineNumber();
                if (first && Columns.areNamedBy(cells.getFields())) {
                    columns = Columns.of(cells.getFields());
                } else if (!cells.getFields().stream().allMatch(String::isBlank)) {
                    rows.add(line, columns.email(cells), columns.role(cells));
                }
                first = false;
            }
        } catch (CsvParseException unreadable) {
            if (unreadable.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw ImportFile.malformed("Behind line " + line
                    + " this cannot be read as CSV. Check the quotes, and for a cell without end.");
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    /** The first in the text that is not in quotes. */
    private static char separator(BufferedReader text) throws IOException {
        char[] beginning = new char[LONGEST_CELL];
        text.mark(LONGEST_CELL);
        int length = 0;
        for (int count = 0; count >= 0 && length < beginning.length; ) {
            length += count;
            count = text.read(beginning, length, beginning.length - length);
        }
        text.reset();
        String unquoted = QUOTED.matcher(new String(beginning, 0, length)).replaceAll("");
        Matcher found = SEPARATOR.matcher(unquoted);
        return found.find() ? found.group().charAt(0) : ',';
    }

    /**
     * Where address and role stand.
     *
     * @param role negative where no column is the role
     */
    private record Columns(int email, int role) {

        static boolean areNamedBy(List<String> cells) {
            return of(cells).email >= 0;
        }

        static Columns of(List<String> names) {
            List<String> words = names.stream()
                    .map(name -> name.strip().toLowerCase(Locale.ROOT).replace("e-mail", "email"))
                    .toList();
            return new Columns(words.indexOf("email"), words.indexOf("role"));
        }

        String email(CsvRecord cells) {
            return cell(cells, email);
        }

        String role(CsvRecord cells) {
            return cell(cells, role);
        }

        private static String cell(CsvRecord cells, int column) {
            return column >= 0 && column < cells.getFieldCount() ? cells.getField(column) : "";
        }
    }
}
