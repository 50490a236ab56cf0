package org.gatehouse.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Which version of what runs. */
@Named
@ApplicationScoped
public class Versions {

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

    /** The server, as it calls itself: {@code Payara Micro 6.2025.10}. */
    public String getServer() {
        return context.getServerInfo().replaceFirst("\\s*#.*", "");
    }

    public String getJava() {
        return Runtime.version() + ", " + System.getProperty("java.vendor");
    }
}
