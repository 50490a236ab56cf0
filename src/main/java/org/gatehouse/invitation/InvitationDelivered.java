package org.gatehouse.invitation;

import java.util.UUID;

/** The mail server has taken an invitation's mail, for the first time or as it was sent again. */
public record InvitationDelivered(UUID organizationId, String email) {

    static InvitationDelivered of(Invitation invitation) {
        return new InvitationDelivered(invitation.getOrganization().getId(), invitation.getEmail());
    }
}
