/** What a node counts of itself, for whoever looks after it: MicroProfile Metrics, told at {@code /metrics}. */
@NullMarked
package org.gatehouse.metrics;

import org.jspecify.annotations.NullMarked;
