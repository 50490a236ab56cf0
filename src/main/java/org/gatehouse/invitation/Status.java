package org.gatehouse.invitation;

/** How an invitation stands, apart from time: an open one may have expired. */
public enum Status {
    OPEN,
    ACCEPTED,
    DECLINED,
    REVOKED
}
