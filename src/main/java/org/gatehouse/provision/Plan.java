package org.gatehouse.provision;

import java.util.List;
import java.util.Map;
import org.gatehouse.access.Secret;

/**
 * What has to be done in a realm.
 *
 * @param secrets those of clients that are new, by the settings of Gatehouse that they are for; they hold once it is done
 */
record Plan(List<Difference> differences, Map<String, Secret> secrets) {

    /** What there is, and what it will be; none where nothing has to be done. */
    List<String> lines() {
        return differences.stream()
                .flatMap(difference -> difference.lines().stream())
                .toList();
    }

    /** @throws ProvisionProblem if Keycloak refuses; what was done until then stays, and is not done again */
    void carryOut() {
        differences.forEach(difference -> difference.mend().run());
    }
}
