/** The revocable session behind the cookie, and the keys that sign what a browser keeps for us. */
@NullMarked
package org.gatehouse.session;

import org.jspecify.annotations.NullMarked;
