/** Secrets that let anybody in who has them: the instance's own token or password. */
@NullMarked
package org.gatehouse.sharedtoken;

import org.jspecify.annotations.NullMarked;
