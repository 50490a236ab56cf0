/** E-mail addresses and the way a message leaves. */
@NullMarked
package org.gatehouse.mail;

import org.jspecify.annotations.NullMarked;
