/** Long lists in parts, each read from a place in its index (keyset paging), and whole as CSV. */
@NullMarked
package org.gatehouse.paging;

import org.jspecify.annotations.NullMarked;
