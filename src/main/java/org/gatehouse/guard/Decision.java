package org.gatehouse.guard;

import java.util.UUID;
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

    /** Whether a policy of an application lets somebody in. */
    static Decision of(Policy policy, UUID app, Guest guest) {
        boolean allowed = switch (policy.getAccess()) {
            case PUBLIC -> true;
            case SHARED_TOKEN -> guest.hasTokenOf(app);
            case SIGNED_IN -> guest.visitor().isPresent();
            case ROLE -> guest.visitor().filter(known -> hasRole(known, policy)).isPresent();
        };
        if (allowed) {
            return ALLOWED;
        }
        return guest.isUnknown() ? UNKNOWN : FORBIDDEN;
    }

    private static boolean hasRole(Visitor visitor, Policy policy) {
        Role needed = policy.getRole().orElse(Role.OWNER);
        return policy.getOrganizationId()
                .flatMap(visitor::roleIn)
                .filter(role -> role.compareTo(needed) >= 0)
                .isPresent();
    }
}
