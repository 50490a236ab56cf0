package org.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.PayaraMicro;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR on a plain Payara Micro, not at {@code /} and with nothing configured: H2 on disk and no provider. */
class OtherContextRootIT {
    private static PayaraMicro payara;

    @TempDir
    private static Path data;

    private final Api api = Api.anonymous();

    @BeforeAll
    static void start() {
        payara = PayaraMicro.start(
                "/gate", Map.of("DATA_DIR", data.toString()), Path.of("target", "it", "other-context-root.log"));
        payara.awaitReady();
    }

    @AfterAll
    static void stop() {
        payara.close();
    }

    @Test
    void itKnowsThatNoProviderIsConfigured() throws IOException, InterruptedException {
        assertThat(api.get(payara.address() + "/api/auth/me").body()).contains("\"oidc_enabled\":false");
        assertThat(api.get(payara.address() + "/api/auth/login").statusCode()).isEqualTo(404);
        assertThat(api.get(payara.address() + "/api/auth/callback").statusCode())
                .isEqualTo(404);
        assertThat(api.postForm(payara.address() + "/api/auth/backchannel-logout", Map.of("logout_token", "x"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void thereAreNoOrganizationsWhereNobodyCanSignIn() throws IOException, InterruptedException {
        assertThat(api.get(payara.address() + "/api/orgs").statusCode()).isEqualTo(200);
        assertThat(api.get(payara.address() + "/api/orgs").body()).isEqualTo("[]");
    }

    @Test
    void aPageLinksBelowTheContextRoot() throws IOException, InterruptedException {
        var page = api.get(payara.address() + "/login");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("\"/gate/static/app.css").doesNotContain("\"/static/");
    }

    @Test
    void itIsReadyOnceTheDatabaseIsMigrated() throws IOException, InterruptedException {
        var health = api.get(payara.address().resolve("/health/ready").toString());

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"name\":\"database\"").contains("\"status\":\"UP\"");
        assertThat(data.resolve("gatehouse.mv.db")).exists();
    }
}
