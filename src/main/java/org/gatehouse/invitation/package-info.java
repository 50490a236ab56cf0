/** Pending memberships: an address, a role, an expiry and a one-time token. */
@NullMarked
package org.gatehouse.invitation;

import org.jspecify.annotations.NullMarked;
