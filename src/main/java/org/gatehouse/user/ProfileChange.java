package org.gatehouse.user;

/** The provider calls a user otherwise than it did, or knows another address of theirs. Fired in the transaction of the sign-in. */
public record ProfileChange(User user) {}
