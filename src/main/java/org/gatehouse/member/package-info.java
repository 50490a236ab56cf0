/** The list of an organization: members and pending invitations together. */
@NullMarked
package org.gatehouse.member;

import org.jspecify.annotations.NullMarked;
