package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.app.SomeApp.ACME;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.access.Role;
import org.gatehouse.app.SomeApp;
import org.gatehouse.guard.Visitor.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
    private static final UUID APP = UUID.randomUUID();
    private static final Guest NOBODY = new Guest(Optional.empty(), Optional.empty(), false);
    private static final Guest INSTANCE_TOKEN = new Guest(Optional.empty(), Optional.empty(), true);

    /** Each column is who comes; "other" has another application's token, "elsewhere" is the owner of another organization. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # policy     , nobody , instance , token    , other    , elsewhere, viewer   , editor   , admin    , owner
            public       , ALLOWED, ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED
            shared_token , UNKNOWN, ALLOWED  , ALLOWED  , FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
            signed_in    , UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED
            viewer       , UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, ALLOWED  , ALLOWED  , ALLOWED  , ALLOWED
            editor       , UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, ALLOWED  , ALLOWED  , ALLOWED
            admin        , UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, ALLOWED  , ALLOWED
            owner        , UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, ALLOWED
            orphaned     , UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
            """)
    void whomAPolicyLetsIn(
            String words,
            Decision nobody,
            Decision instanceToken,
            Decision token,
            Decision otherToken,
            Decision elsewhere,
            Decision viewer,
            Decision editor,
            Decision admin,
            Decision owner) {
        var policy = words.equals("orphaned") ? SomeApp.orphaned("viewer") : SomeApp.policy(words);

        assertThat(Decision.of(policy, APP, NOBODY)).isEqualTo(nobody);
        assertThat(Decision.of(policy, APP, INSTANCE_TOKEN)).isEqualTo(instanceToken);
        assertThat(Decision.of(policy, APP, holder(APP))).isEqualTo(token);
        assertThat(Decision.of(policy, APP, holder(UUID.randomUUID()))).isEqualTo(otherToken);
        assertThat(Decision.of(policy, APP, somebody(UUID.randomUUID(), Role.OWNER)))
                .isEqualTo(elsewhere);
        assertThat(Decision.of(policy, APP, somebody(ACME, Role.VIEWER))).isEqualTo(viewer);
        assertThat(Decision.of(policy, APP, somebody(ACME, Role.EDITOR))).isEqualTo(editor);
        assertThat(Decision.of(policy, APP, somebody(ACME, Role.ADMIN))).isEqualTo(admin);
        assertThat(Decision.of(policy, APP, somebody(ACME, Role.OWNER))).isEqualTo(owner);
    }

    @Test
    void anApplicationIsToldWhichOfItsOwnTokensComesAndOfNoOther() {
        var guest = holder(APP);

        assertThat(guest.visitorOf(APP)).hasValueSatisfying(visitor -> {
            assertThat(visitor.id()).startsWith("app-token:");
            assertThat(visitor.name()).isEqualTo("Report");
            assertThat(visitor.email()).isEmpty();
            assertThat(visitor.groups()).isEmpty();
        });
        assertThat(guest.visitorOf(UUID.randomUUID())).isEmpty();
        assertThat(INSTANCE_TOKEN.visitorOf(APP)).isEmpty();
    }

    private static Guest holder(UUID app) {
        return new Guest(
                Optional.empty(),
                Optional.of(new TokenHolder(UUID.randomUUID(), UUID.randomUUID(), app, "Report", null)),
                false);
    }

    private static Guest somebody(UUID organization, Role role) {
        return new Guest(
                Optional.of(new Visitor("1", "", "Somebody", List.of(new Group(organization, "some", role)))),
                Optional.empty(),
                false);
    }
}
