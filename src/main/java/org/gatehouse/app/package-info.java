/** Guarded applications: where they are, and whom they let in. */
@NullMarked
package org.gatehouse.app;

import org.jspecify.annotations.NullMarked;
