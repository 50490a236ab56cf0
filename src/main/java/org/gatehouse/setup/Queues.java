package org.gatehouse.setup;

/**
 * Work that is not done yet.
 *
 * @param mailsWaiting invitations whose mail is not sent yet
 * @param mailsFailed open invitations that the mail server has refused
 * @param imports that are not finished
 */
public record Queues(long mailsWaiting, long mailsFailed, long imports) {}
