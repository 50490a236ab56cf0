/** What the instance administrator sees and does: users and organizations of the whole instance. */
@NullMarked
package org.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
