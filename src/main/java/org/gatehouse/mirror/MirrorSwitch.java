package org.gatehouse.mirror;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.settings.Settings;

/** Whether organizations are mirrored. */
@ApplicationScoped
public class MirrorSwitch {

    @Inject
    Settings settings;

    /** @throws ConflictProblem if they are not */
    void requireOn() {
        if (!settings.mirrorsOrganizations()) {
            throw new ConflictProblem(
                    "mirror-off",
                    "Organizations are not mirrored to Keycloak: set KEYCLOAK_MIRROR_ORGANIZATIONS=true to begin.");
        }
    }
}
