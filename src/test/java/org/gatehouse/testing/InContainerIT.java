package org.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class InContainerIT {
    @Test
    void aTestRunsInsideTheContainerWithTheSettings() {
        assertThat(ConfigProvider.getConfig().getValue("DATABASE_URL", String.class))
                .startsWith("jdbc:postgresql:");
    }
}
