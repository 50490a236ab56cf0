/** What a signed-in person sees of themselves. */
@NullMarked
package org.gatehouse.account;

import org.jspecify.annotations.NullMarked;
