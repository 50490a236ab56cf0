package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.gatehouse.access.Role;
import org.gatehouse.settings.RoleMapping;
import org.gatehouse.settings.RoleMapping.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoleClaimsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            groups                     | eng  | {"groups": ["ops", "eng"]}
            department                 | eng  | {"department": "eng"}
            level                      | 3    | {"level": 3}
            staff                      | true | {"staff": true}
            realm_access.roles         | eng  | {"realm_access": {"roles": ["eng"]}}
            resource_access.my.app.roles | eng | {"resource_access": {"my.app": {"roles": ["eng"]}}}
            https://example.com/groups | eng  | {"https://example.com/groups": ["eng"]}
            organization               | eng  | {"organization": ["eng"]}
            organization               | eng  | {"organization": {"eng": {"id": "1"}}}
            """)
    void aClaimIsFoundInWhateverFormProvidersWriteIt(String claim, String value, String claims) {
        assertThat(roles(claims, new Line(claim, value, "acme", "editor"))).isEqualTo(Map.of("acme", Role.EDITOR));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            groups             | eng | {}
            groups             | eng | {"groups": null}
            groups             | eng | {"groups": []}
            groups             | eng | {"groups": ["engineering", "ENG", " eng"]}
            groups             | eng | {"groups": "eng,ops"}
            realm_access.roles | eng | {"realm_access": ["eng"], "roles": ["eng"]}
            realm_access.roles | eng | {"realm_access": {"roles": null}}
            """)
    void whatIsNotSaidWordForWordGivesNothing(String claim, String value, String claims) {
        assertThat(roles(claims, new Line(claim, value, "acme", "editor"))).isEmpty();
    }

    @Test
    void ofSeveralRolesInAnOrganizationTheHighestCounts() {
        var lines = new Line[] {
            new Line("groups", "a", "acme", "admin"),
            new Line("groups", "b", "acme", "viewer"),
            new Line("groups", "b", "other", "editor")
        };

        assertThat(roles("{\"groups\": [\"b\", \"a\"]}", lines))
                .isEqualTo(Map.of("acme", Role.ADMIN, "other", Role.EDITOR));
    }

    @ParameterizedTest
    @EnumSource
    void everyRoleCanBeGiven(Role role) {
        assertThat(roles("{\"groups\": \"a\"}", new Line("groups", "a", "acme", role.word())))
                .containsEntry("acme", role);
    }

    private static Map<String, Role> roles(String claims, Line... lines) {
        return new RoleClaims(new RoleMapping(List.of(lines))).roles(List.of(parse(claims)));
    }

    private static JsonObject parse(String claims) {
        return Json.createReader(new StringReader(claims)).readObject();
    }
}
