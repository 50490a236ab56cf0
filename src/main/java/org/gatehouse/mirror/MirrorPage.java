package org.gatehouse.mirror;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.gatehouse.mirror.Adoption.Adoptable;
import org.gatehouse.mirror.Adoption.Adopted;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.paging.Slice;
import org.jspecify.annotations.Nullable;

/** Organizations in Keycloak. Keycloak itself is asked only where the address says so: the page shows also while it is down. */
@Named
@RequestScoped
public class MirrorPage {

    @Inject
    MirrorService mirror;

    @Inject
    MirrorComparison comparison;

    @Inject
    Adoption adoption;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    HttpServletRequest request;

    private MirrorState state;
    private @Nullable Slice<Difference> differences;
    private List<Adoptable> adoptable = List.of();

    @PostConstruct
    void load() {
        state = mirror.state();
        if (isComparing()) {
            differences = comparison.compare(request.getParameter("cursor"));
        }
        if (isAdopting()) {
            adoptable = adoption.list();
        }
    }

    public void repair() {
        List<Difference> repaired = comparison.repair(request.getParameter("cursor"));
        flash.say(texts.of("mirror.repaired", repaired.size()));
        address.leaveTo(address.of("/admin/mirror"));
    }

    public void adopt(Adoptable organization) {
        Adopted adopted = adoption.adopt(organization.id(), Optional.empty());
        flash.say(texts.of("mirror.adopted", adopted.name(), adopted.joined()));
        address.leaveTo(address.getHere());
    }

    /** A difference as a sentence. */
    public String sentence(Difference difference) {
        return texts.of(
                "mirror.difference." + difference.kind(),
                difference.organization(),
                Optional.ofNullable(difference.member()).orElse(""));
    }

    public MirrorState getState() {
        return state;
    }

    public @Nullable Slice<Difference> getDifferences() {
        return differences;
    }

    public List<Adoptable> getAdoptable() {
        return adoptable;
    }

    public boolean isComparing() {
        return asked("compare");
    }

    public boolean isAdopting() {
        return asked("adopt");
    }

    private boolean asked(String what) {
        return request.getParameter(what) != null;
    }
}
