/** A POST that is repeated with its {@code Idempotency-Key} has one effect and one answer. */
@NullMarked
package org.gatehouse.idempotency;

import org.jspecify.annotations.NullMarked;
