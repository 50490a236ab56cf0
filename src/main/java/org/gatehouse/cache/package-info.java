/** What a node remembers of the database, and how it learns that it has changed. */
@NullMarked
package org.gatehouse.cache;

import org.jspecify.annotations.NullMarked;
