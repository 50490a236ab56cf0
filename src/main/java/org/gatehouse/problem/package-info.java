/** What can go wrong, as RFC 9457 problems: one exception family, one way to answer it. */
@NullMarked
package org.gatehouse.problem;

import org.jspecify.annotations.NullMarked;
