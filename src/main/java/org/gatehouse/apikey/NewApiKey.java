package org.gatehouse.apikey;

/** A key that was made just now, with its secret, which nobody is told again. */
public record NewApiKey(ApiKeyView key, ApiKeySecret secret) {}
