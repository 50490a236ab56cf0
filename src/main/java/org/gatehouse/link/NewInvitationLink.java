package org.gatehouse.link;

import java.net.URI;
import org.gatehouse.access.Secret;

/** A link that was made just now, with the only copy of its token. */
public record NewInvitationLink(InvitationLinkView link, Secret token, URI publicUrl) {

    /** The address to share. */
    public String url() {
        return publicUrl + "/links/" + token.value();
    }
}
