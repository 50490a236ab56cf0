package org.gatehouse.link;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.access.Role;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.FormFields;
import org.gatehouse.page.Texts;

/** The links by which people can join an organization: to make, to share and to end. */
@Named
@RequestScoped
public class LinksPage {

    /** The fact of a flash message that is the address of the new link: encrypted on its way, and shown once. */
    private static final String CREATED = "link";

    private static final List<Integer> LIFETIMES = List.of(1, 7, 30, 90, 365);

    @Inject
    InvitationLinkService links;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    Clock clock;

    private List<InvitationLinkView> all;
    private String role;
    private String uses = "25";
    private int days = 7;
    private String domains = "";

    @PostConstruct
    void load() {
        all = links.list(address.getId());
        role = FormFields.find("given").orElse(Role.VIEWER.word());
    }

    public void create() {
        Instant expiry = clock.instant().plus(Duration.ofDays(days));
        NewInvitationLink created =
                links.create(address.getId(), role, parseUses(), Optional.of(expiry), parseDomains());
        flash.say(texts.of("links.created"), Map.of(CREATED, created.url()));
        address.leaveTo(address.getHere());
    }

    public void end(InvitationLinkView link) {
        links.end(address.getId(), link.id());
        flash.say(texts.of("links.ended"));
        address.leaveTo(address.getHere());
    }

    /** The address of the link made just now; empty on every later look. */
    public String getCreated() {
        return flash.get(CREATED);
    }

    private Optional<Integer> parseUses() {
        return Optional.of(uses.strip())
                .filter(typed -> typed.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    private List<String> parseDomains() {
        return Arrays.stream(domains.split("[\\s,;]+"))
                .filter(typed -> !typed.isEmpty())
                .toList();
    }

    public List<InvitationLinkView> getAll() {
        return all;
    }

    public List<Role> getRoles() {
        return LinkTerms.ROLES;
    }

    /** In days. */
    public List<Integer> getLifetimes() {
        return LIFETIMES;
    }

    public String getRole() {
        return role;
    }

    public String getUses() {
        return uses;
    }

    public void setUses(String uses) {
        this.uses = uses;
    }

    public int getDays() {
        return days;
    }

    public void setDays(int days) {
        this.days = days;
    }

    public String getDomains() {
        return domains;
    }

    public void setDomains(String domains) {
        this.domains = domains;
    }
}
