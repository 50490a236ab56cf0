package org.gatehouse.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OrganizationResourceIT {
    private final String slug = "acme-" + UUID.randomUUID();

    @Test
    void whoFoundsAnOrganizationOwnsIt() throws Exception {
        var ann = Newcomer.named("ann");

        var founded = ann.post("/api/orgs", Map.of("slug", slug, "name", " Acme "));

        assertThat(founded.status()).isEqualTo(201);
        assertThat(founded.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "slug", "name", "role", "created_at");
        assertThat(founded.text("/name")).isEqualTo("Acme");
        assertThat(founded.text("/role")).isEqualTo("owner");
        assertThat(founded.text("/created_at")).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
        assertThat(founded.header("Location")).endsWith("/api/orgs/" + founded.text("/id"));
        assertThat(ann.get(founded.header("Location")).json()).isEqualTo(founded.json());
    }

    @Test
    void mineAreListedTheOldestFirst() throws Exception {
        var ann = Newcomer.named("ann");
        assertThat(ann.get("/api/orgs").json()).isEmpty();
        var first = Team.found(ann);
        var second = Team.found(ann);

        assertThat(ann.get("/api/orgs").texts("id"))
                .containsExactly(first.replaceFirst(".*/", ""), second.replaceFirst(".*/", ""));
    }

    @Test
    void aTakenSlugIsAConflict() throws Exception {
        var ann = Newcomer.named("ann");
        ann.post("/api/orgs", Map.of("slug", slug, "name", "Acme"));
        var other = Team.found(ann);

        var again = ann.post("/api/orgs", Map.of("slug", slug, "name", "Another"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("slug-taken");
        assertThat(ann.patch(other, Map.of("slug", slug)).problem()).isEqualTo("slug-taken");
    }

    @Test
    void everyBadFieldIsNamedAtOnceAndNothingChanges() throws Exception {
        var ann = Newcomer.named("ann");
        var acme = Team.found(ann);
        var before = ann.get("/api/orgs").json();

        var bad = ann.post("/api/orgs", Map.of("slug", "No Slug", "name", ""));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.pointers()).containsExactlyInAnyOrder("/slug", "/name");
        assertThat(ann.post("/api/orgs", Map.of()).pointers()).containsExactlyInAnyOrder("/slug", "/name");
        assertThat(ann.post("/api/orgs", Map.of("slug", 5, "name", Map.of())).pointers())
                .containsExactlyInAnyOrder("/slug", "/name");
        assertThat(ann.patch(acme, Map.of("slug", "-", "name", "x".repeat(101))).pointers())
                .containsExactlyInAnyOrder("/slug", "/name");
        assertThat(ann.get("/api/orgs").json()).isEqualTo(before);
    }

    @Test
    void whatIsNotGivenStays() throws Exception {
        var ann = Newcomer.named("ann");
        var acme = Team.found(ann);
        var before = ann.get(acme);

        assertThat(ann.patch(acme, Map.of()).json()).isEqualTo(before.json());
        assertThat(ann.patch(acme, Map.of("name", "Acme Labs")).text("/slug")).isEqualTo(before.text("/slug"));
        assertThat(ann.patch(acme, Map.of("slug", slug)).text("/name")).isEqualTo("Acme Labs");
        assertThat(ann.get(acme).text("/slug")).isEqualTo(slug);
    }

    @Test
    void membersSeeItAndOnlyOwnersChangeAndDeleteIt() throws Exception {
        var team = Team.gather();

        assertThat(team.statuses(caller -> caller.get(team.organization)))
                .containsExactly(401, 403, 200, 200, 200, 200);
        assertThat(team.statuses(caller -> caller.patch(team.organization, Map.of("name", "Renamed"))))
                .containsExactly(401, 403, 403, 403, 403, 200);
        assertThat(team.statuses(caller -> caller.delete(team.organization)))
                .containsExactly(401, 403, 403, 403, 403, 204);
        assertThat(team.statuses(caller -> caller.get(team.organization)))
                .containsExactly(401, 404, 404, 404, 404, 404);
    }

    @Test
    void anOrganizationThatIsNotThereIs404() throws Exception {
        var ann = Newcomer.named("ann");

        assertThat(ann.get("/api/orgs/" + UUID.randomUUID()).problem()).isEqualTo("not-found");
        assertThat(ann.get("/api/orgs/no-uuid").status()).isEqualTo(404);
    }
}
