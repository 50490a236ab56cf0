package org.gatehouse.app;

import java.util.Optional;
import org.gatehouse.access.PrefixedSecret;

/**
 * What the file says of an application.
 *
 * @param token that is made from its version; empty where it asks for none
 */
record DeclaredApp(AppTerms terms, Optional<PrefixedSecret> token) {}
