package org.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.PlainGatehouse;
import org.junit.jupiter.api.Test;

/** The WAR on a plain Payara Micro, not at {@code /} and with nothing configured: H2 on disk and no provider. */
class OtherContextRootIT {
    private final Api api = Api.anonymous();
    private final Api operator = Api.with("Authorization", "Bearer " + PlainGatehouse.sharedToken());

    @Test
    void itKnowsThatNoProviderIsConfigured() throws IOException, InterruptedException {
        assertThat(get("/api/auth/me").body()).contains("\"oidc_enabled\":false");
        assertThat(get("/api/auth/login").statusCode()).isEqualTo(404);
        assertThat(get("/api/auth/callback").statusCode()).isEqualTo(404);
        assertThat(api.postForm(PlainGatehouse.address() + "/api/auth/backchannel-logout", Map.of("logout_token", "x"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void itIsProtectedByATokenThatTheLogShowsOnce() throws IOException, InterruptedException {
        assertThat(PlainGatehouse.addressToOpen()).startsWith(PlainGatehouse.address() + "/?access_token=");
        assertThat(PlainGatehouse.log()).containsOnlyOnce(PlainGatehouse.sharedToken());

        assertThat(get("/api/orgs").statusCode()).isEqualTo(401);
        assertThat(get("/api/admin/users").statusCode()).isEqualTo(401);
        assertThat(get("/").headers().firstValue("Location").orElse("")).endsWith("/gate/login?next=%2Fgate%2F");
    }

    @Test
    void whoHasTheTokenRunsItAndThereAreNoOrganizationsWhereNobodyHasAnAccount()
            throws IOException, InterruptedException {
        assertThat(operator.get(PlainGatehouse.address() + "/api/auth/me").body())
                .contains(
                        "\"authenticated\":true",
                        "\"user\":null",
                        "\"method\":\"shared_token\"",
                        "\"administrator\":true");
        assertThat(operator.get(PlainGatehouse.address() + "/api/orgs").body()).isEqualTo("[]");
        assertThat(operator.get(PlainGatehouse.address() + "/api/admin/users").body())
                .isEqualTo("[]");
        assertThat(operator.get(PlainGatehouse.address() + "/api/users/me").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPageLinksBelowTheContextRoot() throws IOException, InterruptedException {
        var page = get("/login");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("\"/gate/static/app.css").doesNotContain("\"/static/");
    }

    @Test
    void itIsReadyOnceTheDatabaseIsMigrated() throws IOException, InterruptedException {
        var health = api.get(PlainGatehouse.address().resolve("/health/ready").toString());

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"name\":\"database\"").contains("\"status\":\"UP\"");
        assertThat(PlainGatehouse.data().resolve("gatehouse.mv.db")).exists();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return api.get(PlainGatehouse.address() + path);
    }
}
