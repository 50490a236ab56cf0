package org.gatehouse.testing;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The one deployment of all integration tests: the WAR as Maven built it, and the tests that run inside. */
public final class GatehouseDeployment {
    private GatehouseDeployment() {}

    @Deployment
    public static WebArchive gatehouse() throws URISyntaxException {
        // the name is what makes / the context root
        return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
                .importFrom(PayaraMicro.WAR.toFile())
                .as(WebArchive.class)
                .addPackages(true, Filters.include(".*IT(\\$.*)?\\.class"), "org.gatehouse")
                .addClass(Actor.class)
                .addAsLibraries(jarOf(Assertions.class).toFile());
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
