package org.gatehouse.member;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_MOVED_TEMP;
import static java.net.HttpURLConnection.HTTP_OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Team;
import org.gatehouse.testing.TestEnvironment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form around the members' table, as the page sends it and as it might be forged. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class MembersFormIT {
    private static final String GONE = "There is no such member or invitation.";

    private Team team;
    private String editor;
    private String viewer;

    @BeforeEach
    void gather() throws Exception {
        team = Team.gather();
        editor = id(team.editor);
        viewer = id(team.viewer);
    }

    @Test
    void onlyTheRowWhoseButtonWasPressedIsChanged() {
        var sent = send(team.owner, Map.of("change", viewer, "role." + viewer, "admin", "role." + editor, "admin"));

        assertThat(sent.status()).isEqualTo(HTTP_MOVED_TEMP);
        assertThat(sent.header("Location")).endsWith(page());
        assertThat(role(team.viewer)).isEqualTo("admin");
        assertThat(role(team.editor)).isEqualTo("editor");
    }

    @Test
    void undoGivesBackTheRoleThatTheButtonTells() {
        var undone = send(team.owner, page() + "?q=", Map.of("undo", viewer + ".admin"));

        assertThat(undone.header("Location")).endsWith(page() + "?q=");
        assertThat(role(team.viewer)).isEqualTo("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "changed", ".", "00000000-0000-0000-0000-000000000000.owner"})
    void nothingIsUndoneInARowThatIsNotThere(String change) {
        assertRefused(send(team.owner, Map.of("undo", change)));
    }

    @Test
    void noAddressOffersToUndoWhatNeverWas() {
        var change = viewer + ".owner";

        var shown = team.owner.get(page() + "?changed=" + change + "&undo=" + change);
        assertThat(shown.response().body()).doesNotContain("name=\"undo\"");

        send(
                team.owner,
                page() + "?changed=" + change + "&undo=" + change,
                Map.of("change", viewer, "role." + viewer, "viewer"));
        assertThat(role(team.viewer)).isEqualTo("viewer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000", "<b>", "' or ''='"})
    void aRowThatIsNotThereIsNotTakenForAnother(String id) {
        assertRefused(send(team.owner, Map.of("change", id, "role." + id, "admin", "role." + viewer, "admin")));
        assertRefused(send(team.owner, Map.of("resend", id)));
    }

    @Test
    void neitherIsOneWithAHugeId() {
        assertRefused(send(team.owner, Map.of("resend", "1".repeat(1_000_000))));
    }

    @Test
    void neitherIsTheRowOfAnotherOrganization() throws Exception {
        var other = Team.gather();
        var row = other.row(other.viewer).replaceFirst(".*/", "");

        assertRefused(send(team.owner, Map.of("change", row, "role." + row, "admin")));
        assertThat(other.owner.get(other.row(other.viewer)).text("/role")).isEqualTo("viewer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "king", "OWNER", "owner owner"})
    void whatIsNoRoleIsRefused(String role) {
        var sent = send(team.owner, Map.of("change", viewer, "role." + viewer, role));

        assertThat(sent.response().body()).contains("Choose one of viewer, editor, admin and owner.");
        assertThat(role(team.viewer)).isEqualTo("viewer");
    }

    @Test
    void aRoleThatTheCallerMayNotGiveIsRefused() {
        var sent = send(team.admin, Map.of("change", viewer, "role." + viewer, "owner"));

        assertThat(sent.status()).isEqualTo(HTTP_OK);
        assertThat(sent.response().body()).contains("notice danger");
        assertThat(role(team.viewer)).isEqualTo("viewer");
    }

    @Test
    void neitherMayAViewerChangeAnythingNorAnOutsiderAsk() {
        var change = Map.of("change", editor, "role." + editor, "viewer");

        assertThat(send(team.viewer, change).response().body()).contains("notice danger");
        assertThat(send(team.outsider, change).status()).isEqualTo(HTTP_FORBIDDEN);
        assertThat(role(team.editor)).isEqualTo("editor");
    }

    @Test
    void twoButtonsAtOnceDoNotBreakIt() {
        var sent = send(team.owner, Map.of("change", viewer, "role." + viewer, "editor", "resend", editor));

        assertThat(sent.status()).isIn(HTTP_OK, HTTP_MOVED_TEMP);
        assertThat(role(team.editor)).isEqualTo("editor");
    }

    @Test
    void anAddressPressesNoButton() {
        var form = query(form("members", Map.of("change", viewer, "role." + viewer, "owner")));

        assertThat(team.owner.get(page() + "?" + form).status()).isEqualTo(HTTP_OK);
        assertThat(role(team.viewer)).isEqualTo("viewer");
    }

    @Test
    void anAddressAddsNothingToTheFormThatIsSentFromThere() {
        var address =
                page() + "?" + query(Map.of("change", viewer, "role." + viewer, "owner", "role." + editor, "owner"));

        send(team.owner, address, Map.of("resend", viewer));
        assertThat(role(team.viewer)).isEqualTo("viewer");

        send(team.owner, address, Map.of("change", editor, "role." + editor, "viewer"));
        assertThat(role(team.editor)).isEqualTo("viewer");
        assertThat(role(team.viewer)).isEqualTo("viewer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?role.%s=owner",
                "?&&role.%s=owner&role.%s=owner",
                "?%%72ole%%2E%s=owner",
                "?x;role.%s=owner",
                "?x=1;role.%s=owner",
                "?role.%s=owner;jsessionid=1"
            })
    void howeverItIsSpelt(String query) {
        var answer = send(
                team.owner,
                page() + query.formatted(editor, editor),
                Map.of("change", editor, "role." + editor, "viewer"));

        assertThat(answer.status()).isEqualTo(HTTP_MOVED_TEMP);
        assertThat(role(team.editor)).isEqualTo("viewer");
    }

    /** By a socket: Java's client sends no such address, but browsers do. */
    @ParameterizedTest
    @ValueSource(strings = {"?%%u0072ole.%s=owner", "?role.%s=%%zz&role.%s=owner", "?%%zz=1&role.%s=owner"})
    void orMisspelt(String query) throws Exception {
        var body = query(form("members", Map.of("change", editor, "role." + editor, "viewer")));
        try (var socket = new Socket(
                TestEnvironment.gatehouse().getHost(),
                TestEnvironment.gatehouse().getPort())) {
            socket.getOutputStream().write("""
                    POST %s HTTP/1.1\r
                    Host: localhost\r
                    Cookie: gatehouse_session=%s\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: %d\r
                    Connection: close\r
                    \r
                    %s""".formatted(
                            page() + query.formatted(editor, editor),
                            Newcomer.sessionToken(team.owner.session()),
                            body.length(),
                            body)
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .matches("(?s)HTTP/1.1 [234].*");
        }
        assertThat(role(team.editor)).as("what the form says, or nothing").isIn("viewer", "editor");
    }

    @Test
    void norDoesItChooseTheRoleThatSomebodyIsInvitedWith() {
        var email = "invited-" + UUID.randomUUID() + "@example.com";

        var sent = send(
                team.owner,
                page() + "?invite=&given=owner",
                "inviteForm",
                Map.of("email", email, "note", "", "given", "viewer", "send", ""));

        assertThat(sent.header("Location")).endsWith(page() + "?given=owner");
        assertThat(team.owner.get(team.members() + "?q=" + email).text("/0/role"))
                .isEqualTo("viewer");
    }

    @Test
    void theRowThatTheAddressOpensIsRemoved() throws Exception {
        var opened = page() + "?member=" + viewer;
        var end = Map.of("m" + viewer + ":end", "");
        assertThat(team.owner.get(opened).response().body()).contains("Remove viewer");
        assertThat(team.editor.get(opened).response().body()).doesNotContain("<dialog");

        var form = "m" + viewer;
        assertThat(send(team.editor, opened, form, end).response().body()).contains("Nothing was done.");
        assertThat(send(team.owner, page() + "?member=" + editor, form, end)
                        .response()
                        .body())
                .contains("Nothing was done.");
        assertThat(send(team.owner, opened, form, end).header("Location")).endsWith(page());
        assertThat(send(team.owner, opened, form, end).response().body()).contains("Nothing was done.");
        assertThat(team.owner.get(opened).response().body()).contains(GONE).doesNotContain("<dialog");
        assertThat(team.owner.get(team.members()).json()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000", "%00"})
    void anAddressOpensNoRowThatIsNotThere(String id) {
        var shown = team.owner.get(page() + "?member=" + id);

        assertThat(shown.status()).isLessThan(500);
        assertThat(shown.response().body()).doesNotContain("<dialog");
    }

    private void assertRefused(Answer sent) {
        assertThat(sent.status()).isEqualTo(HTTP_OK);
        assertThat(sent.response().body()).contains("notice danger");
        assertThat(role(team.viewer)).isEqualTo("viewer");
        assertThat(role(team.editor)).isEqualTo("editor");
    }

    private Answer send(Newcomer caller, Map<String, String> fields) {
        return send(caller, page(), fields);
    }

    private static Answer send(Newcomer caller, String address, Map<String, String> fields) {
        return send(caller, address, "members", fields);
    }

    private static Answer send(Newcomer caller, String address, String form, Map<String, String> fields) {
        return caller.upload(address, "application/x-www-form-urlencoded", query(form(form, fields)));
    }

    private static Map<String, String> form(String id, Map<String, String> fields) {
        var form = new HashMap<>(Map.of(id, id, "jakarta.faces.ViewState", "stateless"));
        form.putAll(fields);
        return form;
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String page() {
        return "/orgs/" + team.id() + "/settings";
    }

    private String id(Newcomer member) {
        return UUID.fromString(team.row(member).replaceFirst(".*/", "")).toString();
    }

    private String role(Newcomer member) {
        return team.owner.get(team.row(member)).text("/role");
    }
}
