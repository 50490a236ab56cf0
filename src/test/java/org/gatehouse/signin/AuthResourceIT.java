package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AuthResourceIT {
    private static final String ME = "/api/auth/me";

    @Test
    void nobodyIsAUserOfNull() {
        assertThat(Newcomer.nobody().get(ME).json().at("/user").isNull()).isTrue();
    }

    @Test
    void whoIsSignedInIsToldWhoTheyAre() throws Exception {
        var ann = Newcomer.named("ann");

        var me = ann.get(ME);

        assertThat(me.text("/user/id")).isEqualTo(ann.id().toString());
        assertThat(me.text("/user/email")).isEqualTo(ann.email());
        assertThat(me.text("/user/name")).isEqualTo("ann");
        assertThat(me.text("/method")).isEqualTo("session");
    }

    @Test
    void anAddressThatTheProviderDoesNotNameIsNull() throws Exception {
        var ann = Newcomer.named("ann");
        try (var connection = TestEnvironment.postgres().dataSource().getConnection();
                var forget = connection.prepareStatement("update app_user set email = null where id = ?")) {
            forget.setObject(1, ann.id());
            forget.executeUpdate();
        }

        assertThat(ann.get(ME).json().at("/user/email").isNull()).isTrue();
    }
}
