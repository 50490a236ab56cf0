/** API keys: secrets of an organization, for programs. */
@NullMarked
package org.gatehouse.apikey;

import org.jspecify.annotations.NullMarked;
