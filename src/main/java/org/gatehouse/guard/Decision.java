package org.gatehouse.guard;

import java.util.Optional;
import org.gatehouse.access.Role;
import org.gatehouse.app.Policy;

/** What comes of a request to an application. Proxies pass each on in their own way; whatever else they got, they would guess. */
enum Decision {
    /** It may go on. */
    ALLOWED,
    /** It has to be known first who it is: 401. */
    UNKNOWN,
    /** It is known, and not enough: 403. */
    FORBIDDEN;

    /**
     * Whether a policy lets somebody in.
     *
     * @param visitor empty where it is not known who it is
     * @param withToken whether they have the shared token, which stands for nobody in particular
     */
    static Decision of(Policy policy, Optional<Visitor> visitor, boolean withToken) {
        boolean allowed = switch (policy.getAccess()) {
            case PUBLIC -> true;
            case SHARED_TOKEN -> withToken;
            case SIGNED_IN -> visitor.isPresent();
            case ROLE -> visitor.filter(known -> hasRole(known, policy)).isPresent();
        };
        if (allowed) {
            return ALLOWED;
        }
        return visitor.isPresent() || withToken ? FORBIDDEN : UNKNOWN;
    }

    private static boolean hasRole(Visitor visitor, Policy policy) {
        Role needed = policy.getRole().orElse(Role.OWNER);
        return policy.getOrganizationId()
                .flatMap(visitor::roleIn)
                .filter(role -> role.compareTo(needed) >= 0)
                .isPresent();
    }
}
