package org.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Folders that are costly to make and outlive a build: {@code ~/.cache/gatehouse}, or the system property {@code
 * gatehouse.cache}. Builds that run at the same time wait for each other, and a build that was interrupted leaves no
 * half a folder behind.
 */
final class CacheFolder {
    /** Makes the contents of a folder. */
    interface Filling {
        void into(Path folder) throws IOException;
    }

    private CacheFolder() {}

    static Path get(String name, Filling filling) {
        var folder = root().resolve(name);
        try {
            Files.createDirectories(root());
            try (var channel = FileChannel.open(
                            root().resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(folder)) {
                    var unfinished = root().resolve(name + ".unfinished");
                    Folders.delete(unfinished);
                    Files.createDirectories(unfinished);
                    filling.into(unfinished);
                    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    static boolean contains(String name) {
        return Files.exists(root().resolve(name));
    }

    static Path root() {
        return Optional.ofNullable(System.getProperty("gatehouse.cache"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "gatehouse"));
    }
}
