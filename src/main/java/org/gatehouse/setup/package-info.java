/**
 * The set-up check: asks whoever Gatehouse depends on whether all fits together, and says what to change. It stands above
 * sign-in and all features, of which it uses what they expose anyway; nothing but {@code system} knows of it.
 */
@NullMarked
package org.gatehouse.setup;

import org.jspecify.annotations.NullMarked;
