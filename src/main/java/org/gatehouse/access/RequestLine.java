package org.gatehouse.access;

/**
 * What a request asks for.
 *
 * @param method in upper case
 * @param host of the guarded application, with its port if it is not the usual one; empty for Gatehouse itself
 * @param path decoded, without context root, path parameters and query, e.g. {@code /api/orgs}
 */
public record RequestLine(String method, String host, String path) {}
