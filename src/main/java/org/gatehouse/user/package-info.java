/** People, each known by issuer and subject at the OpenID Provider. */
@NullMarked
package org.gatehouse.user;

import org.jspecify.annotations.NullMarked;
