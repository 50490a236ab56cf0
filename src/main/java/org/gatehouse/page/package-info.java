/** What all pages share: the address the visitor is on, texts, times, and the message that outlives a redirect. */
@NullMarked
package org.gatehouse.page;

import org.jspecify.annotations.NullMarked;
