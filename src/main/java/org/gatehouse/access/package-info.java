/** Who calls, in which role, and what that role permits. */
@NullMarked
package org.gatehouse.access;

import org.jspecify.annotations.NullMarked;
