package org.gatehouse.ratelimit;

/**
 * A limit of one's own, for what is added to Gatehouse.
 *
 * @param name tells it from other limits
 * @param perMinute how often one may
 * @param sentence what is told to who did it too often
 */
public record Limit(String name, int perMinute, String sentence) {}
