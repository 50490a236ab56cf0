/**
 * The other ends of Gatehouse, real ones: what the tests and the demo start, and how a test talks to them.
 *
 * <p>{@link org.gatehouse.testing.TestEnvironment} is where the parts come together for the tests, {@link
 * org.gatehouse.testing.Demo} for the demo. A test extends {@link org.gatehouse.testing.Journey} to look through a
 * browser, and reads its mail through {@link org.gatehouse.testing.Mailbox}.
 */
@NullMarked
package org.gatehouse.testing;

import org.jspecify.annotations.NullMarked;
