/** Start-up, migrations, health and the configuration of the container's frameworks. */
@NullMarked
package org.gatehouse.system;

import org.jspecify.annotations.NullMarked;
