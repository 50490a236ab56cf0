package org.gatehouse.organization;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.jspecify.annotations.Nullable;

/** The offers of ownership that wait for the caller, to accept or to decline. */
@Named
@RequestScoped
public class MyTransfers {

    @Inject
    OwnershipTransferService transfers;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private @Nullable List<OwnershipTransferView> all;

    public List<OwnershipTransferView> getAll() {
        if (all == null) {
            all = transfers.mine();
        }
        return all;
    }

    /** That of this organization: one or none. */
    public List<OwnershipTransferView> in(UUID organizationId) {
        return getAll().stream()
                .filter(offer -> offer.organizationId().equals(organizationId))
                .toList();
    }

    public void accept(OwnershipTransferView offer) {
        transfers.accept(offer.organizationId());
        flash.say(texts.of("transfer.accepted", offer.organizationName(), offer.offeredBy()));
        address.go("/orgs/" + offer.organizationId() + "/general");
    }

    public void decline(OwnershipTransferView offer) {
        transfers.end(offer.organizationId());
        flash.say(texts.of("transfer.declined", offer.organizationName()));
        address.leaveTo(address.getHere());
    }
}
