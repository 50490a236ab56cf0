package org.gatehouse.invitation;

/** Whoever invited somebody takes it back. The same address may still be invited elsewhere. */
public record InvitationRevoked(String email) {}
