package org.gatehouse.audit;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gatehouse.page.Address;
import org.gatehouse.page.Texts;
import org.jspecify.annotations.Nullable;

/** What was done in an organization, the latest first. */
@Named
@RequestScoped
public class AuditPage {

    private static final int ROWS = 50;

    @Inject
    AuditService audit;

    @Inject
    Address address;

    @Inject
    Texts texts;

    @Inject
    HttpServletRequest request;

    private AuditSlice slice;

    @PostConstruct
    void load() {
        slice = audit.list(address.getId(), request.getParameter("cursor"), ROWS);
    }

    public List<AuditEntry> getEntries() {
        return slice.entries();
    }

    /** What was done to whom, in words. */
    public String words(AuditEntry entry) {
        return texts.of("audit." + entry.action(), entry.subject());
    }

    /** Where older entries are; null where there are none. */
    public @Nullable String getOlder() {
        return slice.next();
    }

    public boolean isLatest() {
        return request.getParameter("cursor") == null;
    }

    /** All of it as a file. */
    public String file(String format) {
        return address.of("/api/orgs/" + address.getId() + "/audit?format=" + format);
    }
}
