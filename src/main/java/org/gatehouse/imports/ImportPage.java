package org.gatehouse.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.page.Address;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file, or pasted lines, to invite; and shows, at the address {@code ?id=…}, how far one such import is. At
 * {@code ?large} is who sent more than anybody reads.
 */
@Named
@RequestScoped
public class ImportPage {

    private static final int MOST_SHOWN = 100;

    @Inject
    ImportService imports;

    @Inject
    Address address;

    @Inject
    HttpServletRequest request;

    private List<ImportView> latest = List.of();
    private @Nullable ImportView shown;
    private @Nullable Part file;
    private String lines = "";
    private String role = Role.VIEWER.word();

    @PostConstruct
    void load() {
        FacesContext context = FacesContext.getCurrentInstance();
        if (request.getParameter("large") != null && !context.isPostback()) {
            String detail = ImportFile.tooLarge().detail();
            context.addMessage("file", new FacesMessage(FacesMessage.SEVERITY_ERROR, detail, null));
        }
        String id = request.getParameter("id");
        if (id == null) {
            latest = imports.latest(address.getId());
        } else {
            shown = imports.get(address.getId(), parse(id));
        }
    }

    public void start() {
        Role usualRole = Role.of(role);
        ImportView started =
                imports.start(address.getId(), file == null ? pasted(usualRole) : uploaded(file, usualRole));
        address.leaveTo(address.getPath() + "?id=" + started.id());
    }

    /** The rows that were not invited, and why; as many as a page can show. */
    public List<ImportRow> getNotInvited() {
        return shown == null
                ? List.of()
                : imports.rows(address.getId(), shown.id(), Result.NOT_INVITED, null, MOST_SHOWN)
                        .rows();
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException noId) {
            throw new NotFoundProblem("There is no such import.");
        }
    }

    private List<ImportRow> pasted(Role usualRole) {
        try {
            return ImportFile.readCsv(new ByteArrayInputStream(lines.getBytes(UTF_8)), usualRole);
        } catch (Problem unreadable) {
            throw new InvalidProblem("lines", unreadable.detail());
        }
    }

    private static List<ImportRow> uploaded(Part file, Role usualRole) {
        try (InputStream content = file.getInputStream()) {
            return ImportFile.readCsv(content, usualRole);
        } catch (Problem unreadable) {
            throw new InvalidProblem("file", unreadable.detail());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The organization's last imports. */
    public List<ImportView> getLatest() {
        return latest;
    }

    /** The import that the address names. */
    public @Nullable ImportView getShown() {
        return shown;
    }

    public @Nullable Part getFile() {
        return file;
    }

    /** A browser sends a file without content where none was chosen. */
    public void setFile(@Nullable Part file) {
        this.file = file == null || file.getSize() == 0 ? null : file;
    }

    public String getLines() {
        return lines;
    }

    public void setLines(String lines) {
        this.lines = lines;
    }

    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }
}
