package org.gatehouse.organization;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.jspecify.annotations.Nullable;

/** An owner offers the ownership of an organization, or takes the offer back. */
@Named
@RequestScoped
public class TransferForm {

    @Inject
    OwnershipTransferService transfers;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private String email = "";

    public void offer() {
        OwnershipTransferView offer = transfers.offer(address.getId(), email);
        flash.say(texts.of("transfer.offered", offer.name()));
        address.leaveTo(address.getHere());
    }

    public void withdraw() {
        transfers.end(address.getId());
        flash.say(texts.of("transfer.withdrawn"));
        address.leaveTo(address.getHere());
    }

    public @Nullable OwnershipTransferView getOffer() {
        return transfers.find(address.getId()).orElse(null);
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }
}
