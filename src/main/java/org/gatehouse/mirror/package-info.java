/** Organizations and who belongs to them, kept the same in Keycloak. */
@NullMarked
package org.gatehouse.mirror;

import org.jspecify.annotations.NullMarked;
