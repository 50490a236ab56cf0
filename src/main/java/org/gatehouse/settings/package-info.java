/** What an operator sets, read from MicroProfile Config and checked once at start. */
@NullMarked
package org.gatehouse.settings;

import org.jspecify.annotations.NullMarked;
