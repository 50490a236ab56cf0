package org.gatehouse.imports;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.access.Role;
import org.gatehouse.problem.Problem;

/** Reads the rows of an import from UTF-8 text as it comes in, no more than an import may have. */
final class ImportFile {

    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int MOST_PASSED_OVER = 16 * LARGEST;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private ImportFile() {}

    /**
     * The rows of comma-separated values (RFC 4180).
     *
     * @param usualRole of rows that name none
     * @throws Problem 413 if it is too large, 400 if it is no such text, 422 if it is empty
     */
    static List<ImportRow> readCsv(InputStream body, Role usualRole) {
        return read(body, usualRole, CsvLines::read);
    }

    /** The rows of JSON lines, as {@link #readCsv}. */
    static List<ImportRow> readJsonLines(InputStream body, Role usualRole) {
        return read(body, usualRole, JsonLines::read);
    }

    static Problem tooLarge() {
        return new Problem(
                413,
                "import-too-large",
                "Import too large",
                "Import up to 10,000 rows and 4 MB at once: split the file.");
    }

    static Problem malformed(String detail) {
        return new Problem(400, "malformed", "Malformed body", detail);
    }

    private static List<ImportRow> read(InputStream body, Role usualRole, Format format) {
        RowCollector rows = new RowCollector(usualRole);
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(new PlainText(body), StandardCharsets.UTF_8.newDecoder()))) {
            skipByteOrderMark(text);
            format.read(text, rows);
            return rows.rows();
        } catch (CharacterCodingException notUtf8) {
            throw notText();
        } catch (IOException callerGone) {
            throw new UncheckedIOException(callerGone);
        }
    }

    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    private static Problem notText() {
        return malformed("This is no text in UTF-8. From a spreadsheet, save it as CSV in UTF-8.");
    }

    /** A way to write rows as text. */
    private interface Format {
        void read(BufferedReader text, RowCollector rows) throws IOException;
    }

    /** Ends in a problem where there is too much of it, or a byte that no text has (as UTF-16 does). */
    private static final class PlainText extends FilterInputStream {

        private int length;

        PlainText(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            int count = super.read(bytes, offset, most);
            length += Math.max(count, 0);
            if (length > LARGEST) {
                throw tooLarge();
            }
            for (int i = offset; i < offset + count; i++) {
                if (bytes[i] == 0) {
                    throw notText();
                }
            }
            return count;
        }

        /** Lets the caller send the rest: with HTTP/2, Payara's answer does not reach those who still send. */
        @Override
        public void close() throws IOException {
            byte[] rest = new byte[8192];
            for (int left = MOST_PASSED_OVER; left > 0 && in.readNBytes(rest, 0, rest.length) > 0; ) {
                left -= rest.length;
            }
            super.close();
        }
    }
}
