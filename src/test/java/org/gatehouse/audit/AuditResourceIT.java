package org.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AuditResourceIT {

    @Test
    void adminsAndOwnersReadWhatWasDone() throws Exception {
        var team = Team.gather();
        var audit = team.organization + "/audit";
        team.owner.patch(team.row(team.viewer), Map.of("role", "editor"));

        assertThat(team.statuses(caller -> caller.get(audit))).containsExactly(401, 403, 403, 403, 200, 200);
        var latest = team.admin.get(audit).json().get(0);
        assertThat(latest.get("action").asText()).isEqualTo("role_changed");
        assertThat(latest.get("actor").asText()).isEqualTo(team.owner.email());
        assertThat(latest.get("subject").asText()).isEqualTo(team.viewer.email());
        assertThat(latest.get("detail").asText()).isEqualTo("viewer to editor");
        assertThat(team.outsider.get(Team.found(team.outsider) + "/audit").texts("action"))
                .containsExactly("organization_created");
    }

    @Test
    void partsFollowEachOtherFromTheLatest() throws Exception {
        var team = Team.gather();
        var audit = team.organization + "/audit";
        var whole = team.owner.get(audit);
        assertThat(whole.texts("at")).isSortedAccordingTo(java.util.Comparator.reverseOrder());

        List<String> read = new ArrayList<>();
        for (var next = audit + "?limit=2"; !next.isEmpty(); ) {
            var part = team.owner.get(next);
            read.addAll(part.texts("id"));
            next = part.next();
        }

        assertThat(read).isEqualTo(whole.texts("id")).hasSize(7);
        assertThat(team.owner.get(audit + "?cursor=x&limit=5").pointers()).containsExactly("/cursor");
        assertThat(team.owner.get(audit + "?limit=0").pointers()).containsExactly("/limit");
    }

    @Test
    void aFileHoldsTheWholeAudit() throws Exception {
        var ann = Newcomer.named("ann");
        var acme = Team.found(ann);
        ann.patch(acme, Map.of("name", "=1+1, \"quoted\""));
        ann.patch(acme, Map.of("name", "Acme"));

        var csv = read(ann, acme, "text/csv");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.response().body().split("\r\n"))
                .hasSize(4)
                .startsWith("id,at,org_id,actor_id,actor,action,subject,detail");
        assertThat(csv.response().body()).contains("\"'=1+1, \"\"quoted\"\" (team-");

        var lines = read(ann, acme, "application/x-ndjson");
        assertThat(lines.response().body().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(read(ann, acme, "application/jsonl").status()).isEqualTo(200);
        assertThat(read(Newcomer.nobody(), acme, "text/csv").problem()).isEqualTo("unauthenticated");
    }

    private static Answer read(Newcomer reader, String organization, String type) throws Exception {
        return new Answer(reader.api().get(organization + "/audit", Map.of("Accept", type)));
    }
}
