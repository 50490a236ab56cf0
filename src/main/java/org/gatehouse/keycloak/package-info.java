/** What Gatehouse does at a Keycloak where it has a service account. Without one, none of this happens. */
@NullMarked
package org.gatehouse.keycloak;

import org.jspecify.annotations.NullMarked;
