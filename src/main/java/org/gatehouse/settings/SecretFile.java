package org.gatehouse.settings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds one secret, as Docker and Kubernetes mount them, or {@code -} for the first line of standard input. What it holds
 * is never told.
 */
final class SecretFile {

    private static final String STANDARD_INPUT = "-";
    private static final int LARGEST = 64 * 1024;

    /** Which setting has read standard input, which holds one secret and is read once. */
    private static @Nullable String reader;

    private static byte[] line = {};

    private SecretFile() {}

    /**
     * The content, without the line end that editors and {@code echo} leave.
     *
     * @param setting that names the file
     * @throws Unreadable saying what to change
     */
    static String read(String setting, String path) {
        try {
            if (path.equals(STANDARD_INPUT)) {
                return readLine(setting);
            }
            Path file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                throw new Unreadable(setting, "names no file: mount the secret there, or give the path where it is.");
            }
            String content = decode(setting, begin(file)).replaceFirst("\\r?\\n$", "");
            if (content.isBlank()) {
                throw new Unreadable(setting, "names an empty file: write the secret into it.");
            }
            return content;
        } catch (InvalidPathException noPath) {
            throw new Unreadable(setting, "is no path: give one like /run/secrets/name.");
        } catch (IOException refused) {
            throw new Unreadable(
                    setting, "names a file that cannot be read: let the user read it under whom Gatehouse runs.");
        }
    }

    private static synchronized String readLine(String setting) throws IOException {
        if (reader != null && !reader.equals(setting)) {
            throw new Unreadable(setting, "is -, and so is " + reader + ": standard input holds one secret.");
        }
        if (reader == null) {
            reader = setting;
            line = readLine(System.in);
        }
        String content = decode(setting, line).replaceFirst("\\r$", "");
        if (content.isBlank()) {
            throw new Unreadable(setting, "is -, and standard input is empty: write the secret there, in a line.");
        }
        return content;
    }

    private static byte[] readLine(InputStream in) throws IOException {
        var octets = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != -1 && octet != '\n' && octets.size() <= LARGEST; octet = in.read()) {
            octets.write(octet);
        }
        return octets.toByteArray();
    }

    private static byte[] begin(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        }
    }

    private static String decode(String setting, byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new Unreadable(setting, "names a file of more than 64 kB, which is no secret: check the path.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw new Unreadable(setting, "names a file that is no text in UTF-8: write the secret as text.");
        }
    }

    /** The setting, and a sentence that says what to change. */
    static final class Unreadable extends IllegalStateException {

        Unreadable(String setting, String mend) {
            super(setting + " " + mend);
        }
    }
}
