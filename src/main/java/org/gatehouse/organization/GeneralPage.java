package org.gatehouse.organization;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.InvalidProblem;

/** An organization's name and slug, leaving it, deleting it. */
@Named
@RequestScoped
public class GeneralPage {

    @Inject
    CurrentOrganization organization;

    @Inject
    OrganizationService organizations;

    @Inject
    MembershipService memberships;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private String name;
    private String slug;
    private String confirmation = "";

    @PostConstruct
    void fill() {
        name = organization.getView().name();
        slug = organization.getView().slug();
    }

    public void rename() {
        organizations.rename(organization.getId(), Optional.of(name), Optional.of(slug));
        flash.say(texts.of("general.saved", name.strip()));
        address.leaveTo(address.getHere());
    }

    public void leave() {
        memberships.leave(organization.getId());
        flash.say(texts.of("organization.left", organization.getName()));
        address.go("/");
    }

    public void delete() {
        if (!confirmation.strip().equals(organization.getName())) {
            throw new InvalidProblem("confirmation", texts.of("general.delete.unconfirmed", organization.getName()));
        }
        organizations.delete(organization.getId());
        flash.say(texts.of("general.deleted", organization.getName()));
        address.go("/");
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getSlug() {
        return slug;
    }

    public void setSlug(String slug) {
        this.slug = slug;
    }

    public String getConfirmation() {
        return confirmation;
    }

    public void setConfirmation(String confirmation) {
        this.confirmation = confirmation;
    }
}
