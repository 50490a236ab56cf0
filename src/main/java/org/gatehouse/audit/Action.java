package org.gatehouse.audit;

import java.util.Locale;

/** What was done. */
public enum Action {
    USER_CREATED,
    USER_DELETED,
    USER_DISABLED,
    USER_ENABLED,
    USER_SIGNED_OUT,
    ORGANIZATION_CREATED,
    ORGANIZATION_RENAMED,
    ORGANIZATION_DELETED,
    OWNER_GIVEN,
    ROLE_CHANGED,
    MEMBER_REMOVED,
    MEMBER_LEFT,
    INVITATION_CREATED,
    INVITATION_RESENT,
    INVITATION_REVOKED,
    INVITATION_ROLE_CHANGED,
    INVITATION_ACCEPTED,
    INVITATION_DECLINED,
    API_KEY_CREATED,
    API_KEY_ENDED,
    SESSIONS_REMOVED,
    AUDIT_REMOVED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
