package org.gatehouse.organization;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;

@Named
@RequestScoped
public class NewOrganizationPage {

    @Inject
    OrganizationService organizations;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private String name = "";
    private String slug = "";

    /** Founds it; a slug left empty follows from the name. */
    public void create() {
        OrganizationView created =
                organizations.create(name, slug.isBlank() ? Slug.from(name).value() : slug);
        flash.say(texts.of("organization.created", created.name()));
        address.go("/orgs/" + created.id() + "/settings");
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
}
