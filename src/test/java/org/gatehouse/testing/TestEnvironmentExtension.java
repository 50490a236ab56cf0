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

        /** Arquillian takes a Payara Micro whose application did not start for a started one. */
        void awaitGatehouse(@Observes AfterDeploy event) {
            TestEnvironment.requireGatehouse();
            TestEnvironment.keycloak().awaitReady();
        }

        void stop(@Observes(precedence = -100) AfterSuite event) {
            TestEnvironment.stop();
        }
    }
}
