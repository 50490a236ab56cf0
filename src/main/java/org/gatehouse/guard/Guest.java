package org.gatehouse.guard;

import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller.TokenHolder;

/**
 * Who wants to come in, by whatever they have brought.
 *
 * @param visitor a person or a program; empty for nobody, and for who has brought a token alone
 * @param token an application's token that they have
 * @param instanceToken whether they have this Gatehouse's own, which every application takes
 */
record Guest(Optional<Visitor> visitor, Optional<TokenHolder> token, boolean instanceToken) {

    /** Whether asking them who they are would lead any further. */
    boolean isUnknown() {
        return visitor.isEmpty() && token.isEmpty() && !instanceToken;
    }

    boolean hasTokenOf(UUID app) {
        return instanceToken || tokenOf(app).isPresent();
    }

    /** Who an application is told it is: its own token has a name, this Gatehouse's stands for nobody in particular. */
    Optional<Visitor> visitorOf(UUID app) {
        return visitor.or(() -> tokenOf(app).map(Visitor::of));
    }

    private Optional<TokenHolder> tokenOf(UUID app) {
        return token.filter(holder -> holder.appId().equals(app));
    }
}
