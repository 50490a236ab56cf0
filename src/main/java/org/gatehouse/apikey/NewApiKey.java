package org.gatehouse.apikey;

import org.gatehouse.access.PrefixedSecret;

/** A key that was made just now, with its secret, which nobody is told again. */
public record NewApiKey(ApiKeyView key, PrefixedSecret secret) {}
