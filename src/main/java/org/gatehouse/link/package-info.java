/** Addresses by which whoever has them joins an organization: with a role, a number of uses, an expiry. */
@NullMarked
package org.gatehouse.link;

import org.jspecify.annotations.NullMarked;
