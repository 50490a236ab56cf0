package org.gatehouse.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/** Addresses of the files in {@code /static}, which change with their content, so that browsers may keep them. */
@Named
@ApplicationScoped
public class Assets {

    @Inject
    ServletContext context;

    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    public String of(String file) {
        return addresses.computeIfAbsent(file, name -> context.getContextPath() + path(name) + "?v=" + version(name));
    }

    /** The address of a symbol of {@code icons.svg}. */
    public String icon(String name) {
        return of("icons.svg") + "#" + name;
    }

    private String version(String file) {
        CRC32 sum = new CRC32();
        try (InputStream content = Objects.requireNonNull(context.getResourceAsStream(path(file)), file)) {
            sum.update(content.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Long.toHexString(sum.getValue());
    }

    private static String path(String file) {
        return "/static/" + file;
    }
}
