package org.gatehouse.provision;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Makes the WAR a program: stands at its root, where {@code java -jar} finds it, and starts {@link ProvisionCommand} with the
 * WAR's own classes and the JSON library that it brings for this, as a server would.
 */
public final class Launcher {

    private static final String CLASSES = "WEB-INF/classes/";
    private static final String LIBRARIES = "WEB-INF/command/";

    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        Path war = Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<URL> urls = new ArrayList<>(List.of(new URL("jar:" + war.toUri() + "!/" + CLASSES)));
        urls.addAll(unpackLibraries(war));
        try (URLClassLoader classes =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(classes);
            classes.loadClass("org.gatehouse.provision.ProvisionCommand")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        }
    }

    /** A jar in a jar is nothing that Java reads. */
    private static List<URL> unpackLibraries(Path war) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (JarFile content = new JarFile(war.toFile())) {
            for (JarEntry entry : content.stream()
                    .filter(each -> each.getName().matches(LIBRARIES + ".+\\.jar"))
                    .toList()) {
                Path copy = Files.createTempFile("gatehouse", ".jar");
                copy.toFile().deleteOnExit();
                Files.write(copy, content.getInputStream(entry).readAllBytes());
                urls.add(copy.toUri().toURL());
            }
        }
        return urls;
    }
}
