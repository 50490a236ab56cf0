package org.gatehouse.guard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request in the one reading that a proxy, Gatehouse and the application behind it share: decoded once. There is
 * none where they could differ, because one of them might resolve, merge, cut or decode what another does not.
 *
 * @param value begins with a slash; has no empty segments, save one at the end, and none of dots
 */
record NormalPath(String value) {

    private static final int ESCAPE = 3;
    private static final int HEXADECIMAL = 16;
    /** As a request line may have it: printable ASCII, with nothing that ends a path early or stands for a slash. */
    private static final Pattern RAW = Pattern.compile("/(?!/)([!-~&&[^\\\\;#?/]]|/(?!/))*+");
    /** What no single decoding may bring forth: a slash of either kind, what cuts a path, a further escape, controls. */
    private static final Pattern DANGEROUS = Pattern.compile("[\\\\/;?#%\\p{Cc}\\p{Zl}\\p{Zp}]");

    private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(/|$)");

    /** @param uri path and query, as the client sent them */
    static Optional<NormalPath> of(String uri) {
        int query = uri.indexOf('?');
        String raw = query < 0 ? uri : uri.substring(0, query);
        if (!RAW.matcher(raw).matches()) {
            return Optional.empty();
        }
        return decode(raw).filter(path -> !DOTS.matcher(path).find()).map(NormalPath::new);
    }

    /** Empty where an escape is none, is no UTF-8, or stands for something dangerous. */
    private static Optional<String> decode(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        ByteArrayOutputStream escaped = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            int character = raw.charAt(i);
            if (character == '%') {
                character = escapedByte(raw, i);
                escaped.write(character);
                i += ESCAPE - 1;
            }
            if (character < 0) {
                return Optional.empty();
            }
            bytes.write(character);
        }
        return utf8(escaped).filter(text -> !DANGEROUS.matcher(text).find()).flatMap(harmless -> utf8(bytes));
    }

    /** Negative where there is none. */
    private static int escapedByte(String raw, int at) {
        if (at + ESCAPE > raw.length()) {
            return -1;
        }
        int high = Character.digit(raw.charAt(at + 1), HEXADECIMAL);
        int low = Character.digit(raw.charAt(at + 2), HEXADECIMAL);
        return high < 0 || low < 0 ? -1 : high * HEXADECIMAL + low;
    }

    private static Optional<String> utf8(ByteArrayOutputStream bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }
}
