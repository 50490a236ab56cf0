/** Sign-in through the OpenID Provider and the authentication of every request. */
@NullMarked
package org.gatehouse.signin;

import org.jspecify.annotations.NullMarked;
