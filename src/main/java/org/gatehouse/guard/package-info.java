/** Applications behind Gatehouse: a reverse proxy asks for each request, and is told whether to let it in, and who it is. */
@NullMarked
package org.gatehouse.guard;

import org.jspecify.annotations.NullMarked;
