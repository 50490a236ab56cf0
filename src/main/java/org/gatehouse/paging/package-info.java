/** Long lists in parts, each read from a place in its index (keyset paging). */
@NullMarked
package org.gatehouse.paging;

import org.jspecify.annotations.NullMarked;
