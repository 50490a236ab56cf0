/** How often somebody may do what costs us, or what only an attacker does often. */
@NullMarked
package org.gatehouse.ratelimit;

import org.jspecify.annotations.NullMarked;
