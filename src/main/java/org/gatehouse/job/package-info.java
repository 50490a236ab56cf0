/** Work that happens by itself from time to time, once in a cluster. */
@NullMarked
package org.gatehouse.job;

import org.jspecify.annotations.NullMarked;
