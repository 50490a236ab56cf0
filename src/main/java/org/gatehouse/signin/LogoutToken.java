package org.gatehouse.signin;

import java.util.Optional;

/**
 * What the provider has us end (OpenID Connect Back-Channel Logout 1.0, section 2.4). One of subject and session id is
 * there.
 *
 * @param id its {@code jti}: a token counts once
 * @param subject whose sessions end, where no session is named
 * @param sessionId the provider's session behind those that end
 */
record LogoutToken(String issuer, String id, Optional<String> subject, Optional<String> sessionId) {}
