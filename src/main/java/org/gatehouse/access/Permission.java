package org.gatehouse.access;

/** What a role may permit inside an organization. */
public enum Permission {
    /** See it, its members and its applications. */
    SEE,
    LEAVE,
    /** Invite, change and remove those whom the own role {@link Role#mayManage may manage}. */
    MANAGE_MEMBERS,
    /** Make and end its API keys. */
    MANAGE_API_KEYS,
    /** Change whom the applications handed to it let in. */
    MANAGE_APPS,
    /** Read who did what in it. */
    READ_AUDIT,
    /** Name, slug, transfer, deletion. */
    OWN
}
