/** Makes what Gatehouse needs in a realm of Keycloak, and takes it away: a command, and a page of the instance administrator. */
@NullMarked
package org.gatehouse.provision;

import org.jspecify.annotations.NullMarked;
