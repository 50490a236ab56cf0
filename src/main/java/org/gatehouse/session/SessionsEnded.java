package org.gatehouse.session;

import java.util.Set;

/**
 * Sessions were ended here, and the provider does not know it yet.
 *
 * @param issuer the provider
 * @param providerSessions what it calls its own sessions behind them, without those behind which another of ours goes on
 */
public record SessionsEnded(String issuer, Set<String> providerSessions) {}
