package org.gatehouse.setup;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Which version of what runs. */
@Named
@ApplicationScoped
public class Versions {

    private static final String SERVER_VERSION = "MICRO-INF/domain/branding/glassfish-version.properties";

    @Inject
    ServletContext context;

    /** Empty where the WAR does not say. */
    public String getGatehouse() {
        try (InputStream manifest = context.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            String version = manifest == null
                    ? null
                    : new Manifest(manifest).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            return version == null ? "" : version;
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** The server, as it calls itself, with the version that stands in Payara Micro's file. */
    public String getServer() {
        String name = context.getServerInfo().replaceFirst("\\s*#.*", "");
        try (InputStream file = ClassLoader.getSystemResourceAsStream(SERVER_VERSION)) {
            Properties version = new Properties();
            if (file != null) {
                version.load(file);
            }
            String numbers = Stream.of("major_version", "minor_version", "update_version")
                    .map(version::getProperty)
                    .filter(Objects::nonNull)
                    .collect(joining("."));
            return (name + " " + numbers).strip();
        } catch (IOException unreadable) {
            return name;
        }
    }

    public String getJava() {
        return Runtime.version() + ", " + System.getProperty("java.vendor");
    }
}
