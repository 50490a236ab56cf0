/** The append-only record of who changed what. */
@NullMarked
package org.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
