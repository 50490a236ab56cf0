package org.gatehouse.testing;

import org.jboss.arquillian.container.spi.event.container.AfterDeploy;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jboss.arquillian.test.spi.event.suite.BeforeSuite;

/** Lets Arquillian start the {@link TestEnvironment} before its Payara Micro, and stop it at the end. */
public final class TestEnvironmentExtension implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Observer.class);
    }

    /** Called by Arquillian. */
    public static final class Observer {
        void start(@Observes(precedence = 100) BeforeSuite event) {
            TestEnvironment.writeJavaOptions();
        }

        /** Keycloak starts beside Payara Micro, and is only needed when both are there. */
        void awaitKeycloak(@Observes AfterDeploy event) {
            TestEnvironment.keycloak().awaitReady();
        }

        void stop(@Observes(precedence = -100) AfterSuite event) {
            TestEnvironment.stop();
        }
    }
}
