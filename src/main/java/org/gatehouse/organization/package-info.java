/** Organizations and the memberships that give people a role in them. */
@NullMarked
package org.gatehouse.organization;

import org.jspecify.annotations.NullMarked;
