package org.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.settings.Setting.ROLE_MAPPING;

import org.gatehouse.settings.RoleMapping.Line;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;

class RoleMappingTest {

    @Test
    void linesAndPartsAreRead() {
        var mapping = RoleMapping.parse("""
                groups = /staff/engineering -> acme : editor

                https://example.com/roles=a=b -> acme:admin; realm_access.roles=Team Lead->team-1:owner;
                """);

        assertThat(mapping.lines())
                .containsExactly(
                        new Line("groups", "/staff/engineering", "acme", "editor"),
                        new Line("https://example.com/roles", "a=b", "acme", "admin"),
                        new Line("realm_access.roles", "Team Lead", "team-1", "owner"));
        assertThat(mapping.organizations()).containsExactlyInAnyOrder("acme", "team-1");
    }

    @Test
    void everyWrongLineIsNamed() {
        assertThatThrownBy(() -> RoleMapping.parse("""
                        groups=a -> acme:editor
                        groups=b -> acme
                        groups=c -> acme:boss
                        groups=d acme:viewer"""))
                .hasMessageContaining("line 2, groups=b -> acme: write claim=value -> organization:role")
                .hasMessageContaining(
                        "line 3, groups=c -> acme:boss: the role is one of owner, admin, editor and viewer")
                .hasMessageContaining("line 4, groups=d acme:viewer: write")
                .message()
                .doesNotContain("line 1");
    }

    @Test
    void withoutAProviderItIsRefusedAsItWouldNeverCount() {
        var settings = new GivenSettings(ROLE_MAPPING, "groups=a -> acme:editor").read();

        assertThat(Injection.into(new SettingsCheck(), settings).findWrong())
                .containsExactly("ROLE_MAPPING counts with OIDC_ISSUER only: set that, or unset this.");
    }
}
