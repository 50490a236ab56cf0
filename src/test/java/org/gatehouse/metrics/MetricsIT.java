package org.gatehouse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.Newcomer;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a collector reads at {@code /metrics}. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class MetricsIT {

    @Test
    void aSignInIsCountedAndSoAreTheRequestsOfItsSession() throws Exception {
        var signIns = read("gatehouse_sign_ins_total", "method=\"oidc\"");
        var checks = read("gatehouse_checks_total", "method=\"session\"");
        var hits = read("gatehouse_cache_hits", "cache=\"sessions\"");

        var alice = Api.signedInAs("alice");
        alice.get("/api/auth/me");
        alice.get("/api/auth/me");

        assertThat(read("gatehouse_sign_ins_total", "method=\"oidc\"")).isGreaterThan(signIns);
        assertThat(read("gatehouse_checks_total", "method=\"session\"")).isGreaterThanOrEqualTo(checks + 2);
        assertThat(read("gatehouse_cache_hits", "cache=\"sessions\"")).isGreaterThan(hits);
    }

    @Test
    void aCredentialThatDoesNotHoldIsCountedByItsCause() throws Exception {
        var refused = read("gatehouse_credentials_refused_total", "cause=\"invalid-token\"");

        assertThat(Newcomer.bearer("ghk_nobodys").get("/api/orgs").status()).isEqualTo(401);

        assertThat(read("gatehouse_credentials_refused_total", "cause=\"invalid-token\""))
                .isGreaterThan(refused);
    }

    @Test
    void aSignInThatCameToNothingIsCountedByItsCause() throws Exception {
        var failed = read("gatehouse_sign_ins_failed_total", "cause=\"expired\"");

        Api.anonymous().get("/api/auth/callback?code=some&state=nobodys");

        assertThat(read("gatehouse_sign_ins_failed_total", "cause=\"expired\"")).isGreaterThan(failed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse_mails_waiting",
                "gatehouse_mails_overdue_seconds",
                "gatehouse_mails_failed",
                "gatehouse_imports_waiting"
            })
    void whatWaitsIsTold(String gauge) throws Exception {
        assertThat(metrics()).containsPattern("(?m)^" + gauge + "(\\{[^}]*})? \\d");
    }

    /** A counter that nothing has moved yet is not there. */
    private static double read(String name, String tag) throws Exception {
        var line = Pattern.compile("(?m)^" + name + "\\{[^}]*" + tag + "[^}]*} (\\S+)")
                .matcher(metrics());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private static String metrics() throws Exception {
        return Api.anonymous().get("/metrics").body();
    }
}
