package org.gatehouse.app;

import org.gatehouse.access.PrefixedSecret;

/**
 * A token whose secret was made just now, and is not told again.
 *
 * @param address that opens the application with it
 */
public record NewAppToken(AppTokenView token, PrefixedSecret secret, String address) {}
