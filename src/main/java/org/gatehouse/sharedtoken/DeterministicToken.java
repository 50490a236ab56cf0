package org.gatehouse.sharedtoken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.gatehouse.access.Secret;

/** A token that nobody has to hand on: the same on every node and after every restart, made from what each of them has. */
public final class DeterministicToken {

    private DeterministicToken() {}

    /**
     * Another one for another key, identity, version or content of the file, and for nothing else. No part may have the
     * character NUL.
     *
     * @param key {@code SECRET_KEY}
     * @param identity what it opens
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Secret of(Secret key, String identity, Optional<String> version, Optional<Path> file) {
        return Secret.encode(key.derive(
                "shared token",
                identity,
                version.orElse(""),
                file.map(DeterministicToken::content).orElse("")));
    }

    private static String content(Path file) {
        try {
            return HexFormat.of().formatHex(Secret.sha256(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }
}
