package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.app.SomeApp.ACME;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.app.SomeApp;
import org.gatehouse.guard.Visitor.Group;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {

    /** Each column is who comes; "elsewhere" is the owner of another organization. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # policy     , nobody , token    , elsewhere, viewer   , editor   , admin    , owner
            public       , ALLOWED, ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED
            shared_token , UNKNOWN, ALLOWED  , FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
            signed_in    , UNKNOWN, FORBIDDEN, ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED
            viewer       , UNKNOWN, FORBIDDEN, FORBIDDEN, ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED
            editor       , UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, ALLOWED  , ALLOWED  , ALLOWED
            admin        , UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, ALLOWED  , ALLOWED
            owner        , UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, ALLOWED
            orphaned     , UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
            """)
    void whomAPolicyLetsIn(
            String words,
            Decision nobody,
            Decision token,
            Decision elsewhere,
            Decision viewer,
            Decision editor,
            Decision admin,
            Decision owner) {
        var policy = words.equals("orphaned") ? SomeApp.orphaned("viewer") : SomeApp.policy(words);

        assertThat(Decision.of(policy, Optional.empty(), false)).isEqualTo(nobody);
        assertThat(Decision.of(policy, Optional.empty(), true)).isEqualTo(token);
        assertThat(Decision.of(policy, somebody(UUID.randomUUID(), Role.OWNER), false))
                .isEqualTo(elsewhere);
        assertThat(Decision.of(policy, somebody(ACME, Role.VIEWER), false)).isEqualTo(viewer);
        assertThat(Decision.of(policy, somebody(ACME, Role.EDITOR), false)).isEqualTo(editor);
        assertThat(Decision.of(policy, somebody(ACME, Role.ADMIN), false)).isEqualTo(admin);
        assertThat(Decision.of(policy, somebody(ACME, Role.OWNER), false)).isEqualTo(owner);
    }

    private static Optional<Visitor> somebody(UUID organization, Role role) {
        return Optional.of(new Visitor("1", "", "Somebody", List.of(new Group(organization, "some", role))));
    }
}
