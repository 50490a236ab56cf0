/** Invitations in bulk: a file of addresses and roles, worked off in the background in batches. */
@NullMarked
package org.gatehouse.imports;

import org.jspecify.annotations.NullMarked;
