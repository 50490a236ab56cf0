package org.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.app.SomeApp.policy;
import static org.gatehouse.app.SomeApp.rule;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedAppTest {

    @ParameterizedTest
    @CsvSource({
        "/,              /,                true",
        "/,              /anything/at/all, true",
        "/sales,         /sales,           true",
        "/sales,         /sales/,          true",
        "/sales,         /sales/2026/x,    true",
        "/sales,         /salesmen,        false",
        "/sales,         /Sales,           false",
        "/sales,         /,                false",
        "/sales/2026,    /sales,           false",
        "/sales/,        /sales,           true",
        "/caf\u00e9,     /caf\u00e9/menu,  true",
    })
    void anApplicationCoversItsPathAndWhatIsBelow(String own, String path, boolean covered) {
        assertThat(SomeApp.at("apps.example.com" + own, policy("public")).covers(path))
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "/sales,                  viewer",
        "/sales/,                 viewer",
        "/sales/report,           viewer",
        "/sales/public,           public",
        "/sales/public/a,         public",
        "/sales/publicity,        viewer",
        "/sales/Public/a,         viewer",
        "/sales/public/drafts,    editor",
        "/sales/public/drafts/x,  editor",
        "/sales/admin/x,          owner",
        "/sales/x/admin,          viewer",
    })
    void ofItsRulesTheLongestDecides(String path, String words) {
        var app = SomeApp.at(
                "/sales",
                policy("viewer"),
                rule("/public/*", "public"),
                rule("/public/drafts", "editor"),
                rule("/admin/*", "owner"));

        assertThat(app.policyAt(path)).isEqualTo(policy(words));
    }

    @Test
    void atTheRootOfAHostRulesAreTheWholePath() {
        var app = SomeApp.at("sales.example.com/", policy("viewer"), rule("/admin/*", "owner"));

        assertThat(app.policyAt("/")).isEqualTo(policy("viewer"));
        assertThat(app.policyAt("/admin")).isEqualTo(policy("owner"));
    }

    @Test
    void changingWhatIsDeclaredIsNoticed() {
        var now = Instant.parse("2026-05-03T10:00:00Z");
        var terms = SomeApp.terms("/sales", policy("viewer"), rule("/admin/*", "owner"));
        var app = GuardedApp.declared(terms, now);

        assertThat(app.declare(terms)).isFalse();
        assertThat(app.declare(SomeApp.terms("/sales", policy("viewer"), rule("/admin/*", "admin"))))
                .isTrue();
        assertThat(app.getRules()).extracting(PathRule::toString).isEqualTo(List.of("/admin/* role admin"));
        assertThat(GuardedApp.made(terms, now).declare(terms))
                .as("an administrator's")
                .isTrue();
    }

    @Test
    void whatIsDeclaredHasTheSameIdEverywhere() {
        var now = Instant.parse("2026-05-03T10:00:00Z");
        var terms = SomeApp.terms("/sales", policy("viewer"));

        assertThat(GuardedApp.declared(terms, now).getId())
                .isEqualTo(GuardedApp.declared(terms, now.plusSeconds(1)).getId())
                .isNotEqualTo(GuardedApp.declared(SomeApp.terms("/sale", policy("viewer")), now)
                        .getId());
    }

    @Test
    void theAuditHasRoomForItsSummary() {
        var rules = new PathRule[50];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = rule("/" + "x".repeat(150) + i, "owner");
        }

        assertThat(SomeApp.at("/sales", policy("viewer"), rules).summary()).hasSizeLessThanOrEqualTo(500);
    }
}
